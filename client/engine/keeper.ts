// Writes what was applied to the device's store, a moment later and in one step with the cursor that covers it: what is read
// back is never older than its cursor. Only the tab that leads writes; one that begins to lead writes all that it holds.
import type { ConversationId, UserId } from '../../core/protocol/ids.ts';
import type { WireEvent, WireUser } from '../../core/protocol/wire.ts';
import type { SeqRange } from '../../core/timeline/reduce-log.ts';
import type { Clock, StoragePort, StoreChange, StoredPlace, StoredRange, StoredRow } from './device.ts';

const REST_MS = 200;
/** After a write that failed, ms. */
const AGAIN_MS = 10_000;
/** More events that wait to be written are let go, and all that is held is written instead. */
const MAX_WAITING = 5_000;

/** All that is held. */
export interface Held {
  readonly rows: StoredRow[];
  readonly users: WireUser[];
  readonly ranges: StoredRange[];
}

export interface KeeperDeps {
  readonly storage: Pick<StoragePort, 'save'>;
  readonly clock: Clock;
  /** Null: nothing is held yet. */
  place(): StoredPlace | null;
  row(id: ConversationId): StoredRow | null;
  held(): Held;
  /** It was written, or tried: the cursor that it covered. */
  written(cursor: string): void;
  /** It could not be written: the store may have been emptied. */
  failed(): void;
}

/** What waits to be written. */
interface Waiting {
  all: boolean;
  wipeLogs: boolean;
  readonly rows: Set<ConversationId>;
  readonly gone: Set<ConversationId>;
  readonly users: Map<UserId, WireUser>;
  ranges: StoredRange[];
  events: number;
  /** Logs of which something was let go. */
  readonly missed: Set<ConversationId>;
  /** Logs that are removed first, whatever is held of them. */
  readonly dropped: Set<ConversationId>;
}

const nothing = (): Waiting => ({
  all: false,
  wipeLogs: false,
  rows: new Set(),
  gone: new Set(),
  users: new Map(),
  ranges: [],
  events: 0,
  missed: new Set(),
  dropped: new Set(),
});

/** All that is held is written instead of what waits (`failed`: and of what could not be written). */
function letGo(waiting: Waiting, failed: Waiting = waiting): void {
  for (const { ranges, missed, dropped } of [waiting, failed]) {
    for (const id of dropped) waiting.dropped.add(id);
    for (const { conversationId } of ranges) waiting.missed.add(conversationId);
    for (const id of missed) waiting.missed.add(id);
  }
  Object.assign(waiting, { all: true, wipeLogs: waiting.wipeLogs || failed.wipeLogs, ranges: [], events: 0 });
}

export class Keeper {
  private readonly deps: KeeperDeps;
  private leads = false;
  private wipes = 0;
  /** A snapshot was taken that no write has covered yet, here or in the tab that leads. */
  private owesWipe = false;
  /** Null: nothing. */
  private waiting: Waiting | null = null;
  private busy: Promise<void> | null = null;
  private callOff: (() => void) | null = null;
  private closed = false;

  constructor(deps: KeeperDeps) {
    this.deps = deps;
  }

  /** Rises with each wipe of the logs. */
  turn = (): number => this.wipes;

  /** `holdsMore`: than the store does, which another tab has written so far. */
  lead(on: boolean, holdsMore: boolean): void {
    if (on === this.leads) return;
    this.leads = on;
    this.waiting = null;
    if (on && holdsMore) this.note((waiting) => Object.assign(waiting, { all: true, wipeLogs: this.owesWipe }));
  }

  row = (id: ConversationId): void => this.note(({ rows }) => rows.add(id));
  user = (user: WireUser): void => this.note(({ users }) => users.set(user.id, user));
  /** The cursor has moved, or is known to be current. */
  moved = (): void => this.note(() => undefined);

  left = (id: ConversationId): void =>
    this.note((waiting) => {
      waiting.gone.add(id);
      waiting.ranges = waiting.ranges.filter((each) => each.conversationId !== id);
    });

  /** What is kept of a log was not followed: it goes, and pages that are on their way are not kept. */
  dropLog = (id: ConversationId): void => {
    this.wipes += 1;
    this.note((waiting) => {
      waiting.dropped.add(id);
      waiting.ranges = waiting.ranges.filter((each) => each.conversationId !== id);
    });
  };

  range = (conversationId: ConversationId, range: SeqRange, events: readonly WireEvent[]): void =>
    this.note((waiting) => {
      waiting.ranges.push({ conversationId, range, events, heard: true });
      waiting.events += events.length;
      if (waiting.events > MAX_WAITING) letGo(waiting);
    });

  /** A snapshot stands for everything; the logs of before are not followed any more. */
  replaced(): void {
    this.wipes += 1;
    this.owesWipe = true;
    this.note((waiting) => Object.assign(waiting, { all: true, wipeLogs: true, ranges: [], events: 0 }));
  }

  /** Writes what was applied so far, as far as it can be written. */
  async flush(): Promise<void> {
    await this.busy;
    if (this.waiting) await this.start();
  }

  /** The same, where something of this log waits. */
  flushLog = async (id: ConversationId): Promise<void> => {
    await this.busy;
    if (this.waiting?.all || this.waiting?.ranges.some((each) => each.conversationId === id)) await this.start();
  };

  close(): void {
    this.closed = true;
    this.callOff?.();
  }

  private note(change: (waiting: Waiting) => unknown): void {
    this.waiting ??= nothing();
    if (this.leads) change(this.waiting);
    this.due(REST_MS);
  }

  private due(ms: number): void {
    if (this.closed || this.callOff || this.busy) return;
    this.callOff = this.deps.clock.after(ms, () => void this.start());
  }

  private start(): Promise<void> {
    this.callOff?.();
    this.callOff = null;
    this.busy ??= this.write().then((isDone) => {
      this.busy = null;
      if (this.waiting) this.due(isDone ? REST_MS : AGAIN_MS);
    });
    return this.busy;
  }

  /** False: it is to be tried again. */
  private async write(): Promise<boolean> {
    const { waiting, leads } = this;
    const place = this.deps.place();
    this.waiting = null;
    if (!waiting || !place) return true;
    const isDone = !leads || (await this.deps.storage.save(this.changeOf(waiting, place)));
    if (isDone && leads && waiting.wipeLogs) this.owesWipe = false;
    if (!isDone) {
      this.note((next) => letGo(next, waiting));
      this.deps.failed();
    }
    this.deps.written(place.cursor);
    return isDone;
  }

  private changeOf(waiting: Waiting, place: StoredPlace): StoreChange {
    const { all, wipeLogs, gone, rows, users, ranges, missed, dropped } = waiting;
    const common = { place, wipeLogs, gone: [...gone] };
    if (all) {
      const held = this.deps.held();
      const whole = new Set(held.ranges.map((each) => each.conversationId));
      return { ...common, ...held, rowsAreAll: true, stale: [...dropped, ...[...missed].filter((id) => !whole.has(id))] };
    }
    const known = [...rows].flatMap((id) => this.deps.row(id) ?? []);
    return { ...common, rows: known, rowsAreAll: false, users: [...users.values()], ranges, stale: [...dropped] };
  }
}
