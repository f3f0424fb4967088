// What is held of the conversations' logs: what the timeline brought and the pages that were read. Holes of the logs that
// are shown are read; those that were not shown for long are forgotten (at most 20 logs, 5,000 events each).
import type { ConversationId, UserId } from '../../core/protocol/ids.ts';
import type { WireEvent, WireEventPage } from '../../core/protocol/wire.ts';
import {
  dropBelow,
  EMPTY_LOG,
  gapsOf,
  indexOfSeq,
  insertEvents,
  isKnown,
  type LogState,
  replaceEvent,
  type SeqRange,
} from '../../core/timeline/reduce-log.ts';
import type { StoredRange } from './device.ts';
import { asCallError } from './failure.ts';
import { coveredBy } from './pages.ts';
import type { ChatPort, PageAsk } from './ports.ts';

const MAX_LOGS = 20;
const MAX_EVENTS = 5_000;
/** Logs that were shown last: their holes are read, and they are not forgotten. */
const SHOWN_LOGS = 3;
const PAGE = 50;
const FILL_PAGE = 200;
/** A longer hole is read from where somebody looks at it only. */
const FILL_MAX = 1_000;

export interface HeldLog {
  readonly state: LogState;
  /** Whether there is more below the lowest known seq. */
  readonly hasBefore: boolean;
  readonly loadingBefore: boolean;
  /** What is below could not be read. */
  readonly failedBefore: boolean;
  /** Nothing could be read. */
  readonly failed: boolean;
  /** From which seq on the timeline has told every event; before it a hole may hide one that was never told. */
  readonly heardFrom: number;
}

const NOTHING: HeldLog = { state: EMPTY_LOG, hasBefore: false, loadingBefore: false, failedBefore: false, failed: false, heardFrom: 0 };

export interface LogsDeps {
  readonly me: UserId;
  readonly port: Pick<ChatPort, 'events'>;
  /** The head of a conversation that is mine; null: it is not, or not known. */
  head(id: ConversationId): number | null;
  /** Where the server does not answer: what the device has of it, however old. */
  kept(id: ConversationId, ask: PageAsk): Promise<WireEventPage | null>;
  /** What the timeline or a command brought, to be kept. */
  wrote(id: ConversationId, range: SeqRange, events: readonly WireEvent[]): void;
  /** All of `range` that was read, not pushed. */
  read(id: ConversationId, range: SeqRange, events: readonly WireEvent[]): void;
  changed(id: ConversationId): void;
}

export class Logs {
  private readonly deps: LogsDeps;
  /** The most lately used last. */
  private readonly held = new Map<ConversationId, HeldLog>();
  private readonly limits = new Map<ConversationId, number>();
  /** The most lately shown first. */
  private shown: ConversationId[] = [];
  private readonly busy = new Set<ConversationId>();
  /** How often each was let go: an answer to what was asked before is not put into what is held since (S9). */
  private readonly lost = new Map<ConversationId, number>();

  constructor(deps: LogsDeps) {
    this.deps = deps;
  }

  /** All that is held, to be kept. */
  ranges(): StoredRange[] {
    return [...this.held].flatMap(([conversationId, { state }]) =>
      state.ranges.map((range) => {
        const events = state.events.slice(indexOfSeq(state.events, range.fromSeq), indexOfSeq(state.events, range.toSeq + 1));
        return { conversationId, range, events, heard: false };
      }),
    );
  }

  get = (id: ConversationId): HeldLog | undefined => this.held.get(id);
  state = (id: ConversationId): LogState => this.held.get(id)?.state ?? EMPTY_LOG;

  isShown = (id: ConversationId): boolean => this.shown.includes(id);

  /** It is shown, and known up to `seq` at least: `tend` reads on from there. */
  isFollowed(id: ConversationId, seq: number): boolean {
    const held = this.held.get(id);
    return this.isShown(id) && held?.failed === false && (held.state.ranges.at(-1)?.toSeq ?? 0) >= seq;
  }

  /** It lies above what is held, and nothing above is on its way: who scrolls there reads it. */
  isAbove(id: ConversationId, seq: number): boolean {
    const held = this.held.get(id);
    const first = held?.state.ranges[0];
    return first !== undefined && seq < first.fromSeq && !held?.loadingBefore && !this.busy.has(id) && this.workOn(id) === null;
  }

  /** It is shown from now on: its end is loaded, its holes are read. */
  open(id: ConversationId): void {
    const before = this.shown;
    this.shown = [id, ...before.filter((other) => other !== id)].slice(0, SHOWN_LOGS);
    for (const other of before) if (!this.isShown(other)) this.rest(other);
    const held = this.held.get(id);
    if (!held || held.failed) this.update(id, { failed: false });
    else this.touch(id, held);
    this.tend();
  }

  /** What the timeline brought. */
  append(id: ConversationId, range: SeqRange, events: readonly WireEvent[]): void {
    const held = this.held.get(id) ?? NOTHING;
    const hasBefore = held.state.ranges.length > 0 ? held.hasBefore : range.fromSeq > 1;
    this.update(id, { hasBefore, state: insertEvents(held.state, range, events, this.deps.me, held.heardFrom) });
    this.deps.wrote(id, range, events);
    this.trim(id);
  }

  /** A message as a command answered it. */
  replace(event: WireEvent): void {
    const { conversationId: id, seq } = event;
    const held = this.held.get(id);
    if (!held) return;
    this.update(id, { state: replaceEvent(held.state, event, this.deps.me) });
    this.deps.wrote(id, { fromSeq: seq, toSeq: seq }, [event]);
  }

  forget(id: ConversationId): void {
    this.lost.set(id, (this.lost.get(id) ?? 0) + 1);
    if (this.held.delete(id)) this.deps.changed(id);
    this.limits.delete(id);
  }

  /** Its events come by entries from behind `seq` on. What was not followed up to there may have changed unheard. */
  resume(id: ConversationId, seq: number): void {
    const top = this.state(id).ranges.at(-1)?.toSeq ?? 0;
    if (!this.isShown(id) || seq - top > FILL_MAX) this.forget(id);
    else if (this.held.has(id)) this.update(id, { heardFrom: seq + 1 });
  }

  /** After a reset: all logs, or those that are not shown. Of the others what was missed shows as a hole, and is read. */
  forgetStale(all: boolean): void {
    for (const id of [...this.held.keys()]) {
      if (all || !this.isShown(id)) this.forget(id);
      else this.update(id, { heardFrom: Number.POSITIVE_INFINITY });
    }
  }

  /** The list says where the log ends: what is behind that comes by entries. */
  heardBehind(id: ConversationId, head: number): void {
    if (this.held.get(id)?.heardFrom === Number.POSITIVE_INFINITY) this.update(id, { heardFrom: head + 1 });
  }

  /** What could not be read is tried again. */
  retry(): void {
    for (const id of this.shown) {
      const held = this.held.get(id);
      if (held?.failed) this.update(id, { failed: false });
      if (held?.failedBefore) void this.loadBefore(id);
    }
    this.tend();
  }

  async loadBefore(id: ConversationId): Promise<void> {
    const held = this.held.get(id);
    const lowest = held?.state.ranges[0];
    if (!held || !lowest || !held.hasBefore || held.loadingBefore) return;
    this.update(id, { loadingBefore: true, failedBefore: false });
    this.limits.set(id, Math.max(MAX_EVENTS, held.state.events.length + 20 * PAGE));
    await this.quietly(id, { before: lowest.fromSeq, limit: PAGE });
    const now = this.held.get(id);
    const failedBefore = now?.failed === true && now.state.ranges[0]?.fromSeq === lowest.fromSeq;
    this.update(id, { loadingBefore: false, failedBefore });
  }

  /** What lies around `seq`. Rejects with a CallError. */
  async loadAround(id: ConversationId, seq: number): Promise<void> {
    if (isKnown(this.state(id), { fromSeq: seq, toSeq: seq })) return;
    await this.page(id, { before: seq + 1, limit: PAGE / 2 });
    await this.page(id, { after: seq, limit: PAGE / 2 });
  }

  /** The beginning of a hole that is looked at. */
  async loadGap(id: ConversationId, fromSeq: number): Promise<void> {
    const gap = gapsOf(this.state(id), this.deps.head(id) ?? 0).find((each) => each.fromSeq === fromSeq);
    if (gap && !this.busy.has(id)) await this.alone(id, () => this.fillGap(id, gap));
  }

  /** Reads what the shown logs lack: their end, a screen of it, their holes. */
  tend(): void {
    for (const id of this.shown) {
      const work = this.workOn(id);
      if (work && !this.busy.has(id)) void this.alone(id, work);
    }
  }

  private workOn(id: ConversationId): (() => Promise<void>) | null {
    const head = this.deps.head(id);
    const held = this.held.get(id) ?? NOTHING;
    if (head === null || held.failed) return null;
    const top = held.state.ranges.at(-1);
    if (!top || head - top.toSeq > FILL_MAX) return () => this.loadEnd(id);
    const gap = gapsOf(held.state, head).findLast((each) => each.toSeq - each.fromSeq < FILL_MAX);
    if (gap) return () => this.fillGap(id, gap);
    const few = held.hasBefore && held.state.events.length < PAGE / 2 && held.state.ranges.length === 1;
    return few && !held.loadingBefore ? () => this.loadBefore(id) : null;
  }

  private async loadEnd(id: ConversationId): Promise<void> {
    const before = this.state(id).ranges.at(-1);
    await this.quietly(id, { limit: PAGE });
    const top = this.state(id).ranges.at(-1);
    if (before && top && top.fromSeq - before.toSeq > FILL_MAX) {
      this.update(id, { state: dropBelow(this.state(id), top.fromSeq), hasBefore: true });
    }
  }

  private fillGap(id: ConversationId, gap: SeqRange): Promise<void> {
    return this.quietly(id, { after: gap.fromSeq - 1, before: gap.toSeq + 1, limit: FILL_PAGE });
  }

  private async alone(id: ConversationId, work: () => Promise<void>): Promise<void> {
    this.busy.add(id);
    try {
      await work();
    } finally {
      this.busy.delete(id);
      this.deps.changed(id);
    }
  }

  /** A page; a failure is shown as the log's. */
  private async quietly(id: ConversationId, ask: PageAsk): Promise<void> {
    const lost = this.lost.get(id);
    try {
      await this.page(id, ask);
    } catch (error) {
      asCallError(error);
      const old = await this.deps.kept(id, ask);
      if (old && this.lost.get(id) === lost) this.insert(id, ask, old);
      this.update(id, { failed: true });
    }
  }

  private async page(id: ConversationId, ask: PageAsk): Promise<void> {
    if (!this.held.has(id)) this.update(id, {});
    const lost = this.lost.get(id);
    const page = await this.deps.port.events(id, ask);
    if (this.lost.get(id) === lost) this.insert(id, ask, page);
  }

  private insert(id: ConversationId, ask: PageAsk, page: WireEventPage): void {
    const held = this.held.get(id);
    if (!held) return;
    const range = coveredBy(ask, page);
    if (!range) {
      this.update(id, ask.after === undefined ? { hasBefore: false } : {});
      return;
    }
    const state = insertEvents(held.state, range, page.events, this.deps.me);
    const lowest = state.ranges[0];
    const told = ask.after === undefined && lowest?.fromSeq === range.fromSeq;
    this.update(id, { state, failed: false, hasBefore: told ? page.hasBefore : held.hasBefore });
    this.deps.read(id, range, page.events);
  }

  private update(id: ConversationId, change: Partial<HeldLog>): void {
    this.touch(id, { ...NOTHING, ...this.held.get(id), ...change });
    this.evict();
    this.deps.changed(id);
  }

  /** It is the last one that is let go. */
  private touch(id: ConversationId, held: HeldLog): void {
    this.held.delete(id);
    this.held.set(id, held);
  }

  private evict(): void {
    if (this.held.size <= MAX_LOGS) return;
    for (const id of this.held.keys()) {
      if (this.held.size <= MAX_LOGS) return;
      if (!this.isShown(id) && !this.busy.has(id)) this.forget(id);
    }
  }

  /** It is not shown any more: its usual size will do. */
  private rest(id: ConversationId): void {
    this.limits.delete(id);
    this.trim(id);
  }

  private trim(id: ConversationId): void {
    const state = this.state(id);
    const limit = this.limits.get(id) ?? MAX_EVENTS;
    if (state.events.length <= limit || this.busy.has(id)) return;
    const first = state.events.at(-Math.floor(limit * 0.8));
    if (first) this.update(id, { state: dropBelow(state, first.seq), hasBefore: true });
  }
}
