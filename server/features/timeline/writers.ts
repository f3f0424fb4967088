// Few writers over many conversations: each takes all that waits in all its conversations, waits for nothing when idle,
// and commits it in one transaction. A conversation belongs to one writer by hash while anything of it is under way, and
// its commands stay in order of arrival; one that somebody else holds is tried twice more, then waited for alone.
import { refuse } from '../../../core/protocol/errors.ts';
import type { ConversationId } from '../../../core/protocol/ids.ts';
import { LIMITS } from '../../../core/protocol/limits.ts';
import { type Command, laneKeyOf, type Outcome } from '../../../core/timeline/command.ts';
import { type AttemptDeps, attempt, type Job, type Verdict } from './attempt.ts';

export const WRITERS = 2;
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

export interface Writers {
  submit(command: Command): Promise<Outcome>;
  /** Refuses new commands with BUSY and answers when all that was taken has its answer. */
  close(): Promise<void>;
}

export function createWriters(deps: AttemptDeps & { membersOf(id: ConversationId): number }): Writers {
  const makeWriter = (large: boolean): Writer => ({ large, ready: [], pumping: false });
  const writers = Array.from({ length: WRITERS }, () => makeWriter(false));
  const large = makeWriter(true);
  const places = new Map<ConversationId, Place>();
  let waiting = 0;
  let closed: (() => void) | null = null;

  function placeOf(id: ConversationId): Place {
    const found = places.get(id);
    if (found) return found;
    const own = writers[Number(BigInt(id) % BigInt(WRITERS))] ?? large;
    const writer = deps.membersOf(id) > BATCH.largeMembers ? large : own;
    const place: Place = { id, writer, waiting: [], held: [], running: false, ready: false, busyRounds: 0 };
    places.set(id, place);
    return place;
  }

  function makeReady(place: Place): void {
    if (place.running || place.ready || place.waiting.length === 0) return;
    place.ready = true;
    place.writer.ready.push(place);
    if (place.writer.pumping) return;
    place.writer.pumping = true;
    // After what came with the same turn of the event loop.
    setImmediate(() => void pump(place.writer));
  }

  async function pump(writer: Writer): Promise<void> {
    while (writer.ready.length > 0) {
      const taken = take(writer);
      settle(taken, await attempt(deps, [...taken.values()].flat(), false));
    }
    writer.pumping = false;
  }

  /** All that waits, up to the size of a batch; a conversation's held commands come along first. */
  function take(writer: Writer): Map<Place, Job[]> {
    const taken = new Map<Place, Job[]>();
    let commands = 0;
    let recipients = 0;
    for (let place = writer.ready[0]; place; place = writer.ready[0]) {
      const rows = deps.membersOf(place.id);
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

  function settle(taken: ReadonlyMap<Place, readonly Job[]>, verdicts: ReadonlyMap<Job, Verdict>): void {
    for (const [place, jobs] of taken) {
      const busy = jobs.filter((job) => verdicts.get(job) === 'busy');
      for (const job of jobs) {
        const verdict = verdicts.get(job);
        if (verdict === 'held') hold(place, job);
        else if (verdict !== undefined && verdict !== 'busy') answer(job, verdict);
      }
      place.waiting = [...busy, ...place.waiting];
      place.busyRounds = busy.length > 0 ? place.busyRounds + 1 : 0;
      if (place.busyRounds > BUSY_ROUNDS) void alone(place);
      else release(place);
    }
  }

  /** Waits for the conversation's holder on a connection of its own, while the writer goes on without it. */
  async function alone(place: Place): Promise<void> {
    place.busyRounds = 0;
    const jobs = place.waiting.splice(0, BATCH.commands);
    settle(new Map([[place, jobs]]), await attempt(deps, jobs, true));
  }

  function release(place: Place): void {
    place.running = false;
    if (place.waiting.length === 0 && place.held.length === 0) places.delete(place.id);
    else makeReady(place);
  }

  /** Until its number is the next one: with each batch of the conversation, then a last look after 2 s. */
  function hold(place: Place, job: Job): void {
    const laneOf = ({ command }: Job) => command.lane && command.actorId && laneKeyOf(command.actorId, command.lane.id, place.id);
    const lane = laneOf(job);
    if (job.lastLook || place.held.filter((other) => laneOf(other) === lane).length >= LIMITS.laneAhead) {
      lookOnce(place, job);
      return;
    }
    place.held.push(job);
    if (job.held) return;
    job.held = true;
    setTimeout(() => {
      job.lastLook = true;
      if (!place.held.includes(job)) return;
      place.held = place.held.filter((other) => other !== job);
      lookOnce(place, job);
      makeReady(place);
    }, LIMITS.laneHoldMs);
  }

  function lookOnce(place: Place, job: Job): void {
    job.lastLook = true;
    place.waiting.unshift(job);
  }

  function answer(job: Job, outcome: Outcome): void {
    waiting -= 1;
    job.settle(outcome);
    if (waiting === 0) closed?.();
  }

  return {
    submit(command) {
      if (closed || waiting >= MAX_WAITING) {
        return Promise.resolve({ kind: 'refused', refusal: refuse('BUSY', { retryAfterMs: 1000 }) });
      }
      waiting += 1;
      return new Promise((resolve) => {
        const place = placeOf(command.conversationId);
        place.waiting.push({ command, settle: resolve, lastLook: false, held: false });
        makeReady(place);
      });
    },
    close() {
      return new Promise((resolve) => {
        closed = resolve;
        if (waiting === 0) resolve();
      });
    },
  };
}
