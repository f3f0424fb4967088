// Few writers over many conversations: each takes all that waits in all its conversations, waits for nothing when idle,
// and commits it in one transaction. A conversation belongs to one writer by hash while anything of it is under way, and
// its commands stay in order of arrival; one that somebody else holds is tried twice more, then waited for alone.
import { refuse } from '../../../core/protocol/errors.ts';
import type { ConversationId } from '../../../core/protocol/ids.ts';
import { LIMITS } from '../../../core/protocol/limits.ts';
import { type Command, laneKeyOf, type Outcome } from '../../../core/timeline/command.ts';
import type { Clock } from '../../platform/clock.ts';
import { type AttemptDeps, attempt, type Job, type Verdict } from './attempt.ts';

const WRITERS = 2;
/** A batch of fewer commands, behind which some wait already, lets more gather: it costs as many statements as a large one. */
const FEW = 32;
const GATHER_MS = 3;
export const BATCH = { commands: 200, recipients: 2_000, largeMembers: 100 } as const;
/** Commands that may wait in all writers together; past it the caller hears BUSY. */
const MAX_WAITING = 10_000;
const BUSY_ROUNDS = 2;

/** A conversation with something under way. */
interface Place {
  readonly id: ConversationId;
  readonly writer: Writer;
  waiting: Job[];
  held: Job[];
  running: boolean;
  ready: boolean;
  busyRounds: number;
}

interface Writer {
  /** Commits one conversation at a time. */
  readonly large: boolean;
  readonly ready: Place[];
  pumping: boolean;
}

export type WriterDeps = AttemptDeps & { readonly clock: Clock; membersOf(id: ConversationId): number };

export class Writers {
  private readonly deps: WriterDeps;
  private readonly small = Array.from({ length: WRITERS }, (): Writer => ({ large: false, ready: [], pumping: false }));
  private readonly large: Writer = { large: true, ready: [], pumping: false };
  private readonly places = new Map<ConversationId, Place>();
  private waiting = 0;
  private closed: (() => void) | null = null;

  constructor(deps: WriterDeps) {
    this.deps = deps;
  }

  submit(command: Command): Promise<Outcome> {
    if (this.closed || this.waiting >= MAX_WAITING) {
      return Promise.resolve({ kind: 'refused', refusal: refuse('BUSY', { retryAfterMs: 1000 }) });
    }
    this.waiting += 1;
    return new Promise((resolve) => {
      const place = this.placeOf(command.conversationId);
      place.waiting.push({ command, settle: resolve, lastLook: false, held: false });
      this.makeReady(place);
    });
  }

  /** Commands that are not answered yet. */
  get queued(): number {
    return this.waiting;
  }

  /** Refuses new commands with BUSY and answers when all that was taken has its answer. */
  close(): Promise<void> {
    return new Promise((resolve) => {
      this.closed = resolve;
      if (this.waiting === 0) resolve();
    });
  }

  private placeOf(id: ConversationId): Place {
    const found = this.places.get(id);
    if (found) return found;
    const own = this.small[writerOf(id)] ?? this.large;
    const writer = this.deps.membersOf(id) > BATCH.largeMembers ? this.large : own;
    const place: Place = { id, writer, waiting: [], held: [], running: false, ready: false, busyRounds: 0 };
    this.places.set(id, place);
    return place;
  }

  private makeReady(place: Place): void {
    if (place.running || place.ready || place.waiting.length === 0) return;
    place.ready = true;
    place.writer.ready.push(place);
    if (place.writer.pumping) return;
    place.writer.pumping = true;
    // After what came with the same turn of the event loop.
    setImmediate(() => void this.pump(place.writer));
  }

  private async pump(writer: Writer): Promise<void> {
    while (writer.ready.length > 0) {
      const taken = this.take(writer);
      const jobs = [...taken.values()].flat();
      this.settle(taken, await attempt(this.deps, jobs, false));
      if (writer.ready.length > 0 && jobs.length < FEW) await new Promise<void>((go) => void this.deps.clock.after(GATHER_MS, go));
    }
    writer.pumping = false;
  }

  /** All that waits, up to the size of a batch; a conversation's held commands come along first. */
  private take(writer: Writer): Map<Place, Job[]> {
    const taken = new Map<Place, Job[]>();
    let commands = 0;
    let recipients = 0;
    for (let place = writer.ready[0]; place; place = writer.ready[0]) {
      const rows = this.deps.membersOf(place.id);
      if (taken.size > 0 && (writer.large || commands >= BATCH.commands || recipients + rows > BATCH.recipients)) break;
      writer.ready.shift();
      const jobs = [...place.held, ...place.waiting];
      const now = jobs.slice(0, Math.max(place.held.length + 1, BATCH.commands - commands));
      place.held = [];
      place.waiting = jobs.slice(now.length);
      place.ready = false;
      place.running = true;
      taken.set(place, now);
      commands += now.length;
      recipients += rows;
    }
    return taken;
  }

  private settle(taken: ReadonlyMap<Place, readonly Job[]>, verdicts: ReadonlyMap<Job, Verdict>): void {
    for (const [place, jobs] of taken) {
      const busy = jobs.filter((job) => verdicts.get(job) === 'busy');
      for (const job of jobs) {
        const verdict = verdicts.get(job);
        if (verdict === 'held') hold(this.deps.clock, place, job, () => this.makeReady(place));
        else if (verdict !== undefined && verdict !== 'busy') this.answer(job, verdict);
      }
      place.waiting = [...busy, ...place.waiting];
      place.busyRounds = busy.length > 0 ? place.busyRounds + 1 : 0;
      if (place.busyRounds > BUSY_ROUNDS) void this.alone(place);
      else this.release(place);
    }
  }

  /** Waits for the conversation's holder on a connection of its own, while the writer goes on without it. */
  private async alone(place: Place): Promise<void> {
    place.busyRounds = 0;
    const jobs = place.waiting.splice(0, BATCH.commands);
    this.settle(new Map([[place, jobs]]), await attempt(this.deps, jobs, true));
  }

  private release(place: Place): void {
    place.running = false;
    if (place.waiting.length === 0 && place.held.length === 0) this.places.delete(place.id);
    else this.makeReady(place);
  }

  private answer(job: Job, outcome: Outcome): void {
    this.waiting -= 1;
    job.settle(outcome);
    if (this.waiting === 0) this.closed?.();
  }
}

/** By the time in the id as well: the last bits of ids made one by one are all the same. */
function writerOf(id: ConversationId): number {
  const bits = BigInt(id);
  return Number((bits ^ (bits >> 22n)) % BigInt(WRITERS));
}

const laneOf = ({ command: { actorId, lane, conversationId } }: Job): string | null =>
  lane && actorId !== null ? laneKeyOf(actorId, lane.id, conversationId) : null;

/** Until its number is the next one: with each batch of the conversation, then a last look after 2 s. */
function hold(clock: Clock, place: Place, job: Job, ready: () => void): void {
  const lane = laneOf(job);
  if (job.lastLook || place.held.filter((other) => laneOf(other) === lane).length >= LIMITS.laneAhead) {
    lookOnce(place, job);
    return;
  }
  place.held.push(job);
  if (job.held) return;
  job.held = true;
  clock.after(LIMITS.laneHoldMs, () => {
    job.lastLook = true;
    if (!place.held.includes(job)) return;
    place.held = place.held.filter((other) => other !== job);
    lookOnce(place, job);
    ready();
  });
}

function lookOnce(place: Place, job: Job): void {
  job.lastLook = true;
  place.waiting.unshift(job);
}
