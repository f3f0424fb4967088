// The position in my timeline (docs/sync.md): an entry at the cursor + 1 is applied, one below is dropped, one above waits
// and is pulled for after 200 ms. A reset takes a snapshot. Whatever is lost, late or doubled, positions repair it (S8-S10).
import { formatCursor, parseCursor } from '../../core/protocol/cursor.ts';
import type { ResetReason, WireEntry, WireSnapshot } from '../../core/protocol/wire.ts';
import { backoffMs } from './backoff.ts';
import type { Clock } from './device.ts';
import { asCallError, remedyOf } from './failure.ts';
import type { ChatPort } from './ports.ts';
import type { DeviceView, RepairView } from './view.ts';

const GAP_MS = 200;
const QUIET_MS = 2_000;
const ROUND_MS = 60_000;
const MAX_WAITING = 1_000;

export interface SyncDeps {
  readonly port: Pick<ChatPort, 'pull' | 'snapshot'>;
  readonly clock: Clock;
  apply(entry: WireEntry): void;
  /** `reason` null: the first list. */
  replace(snapshot: WireSnapshot, reason: ResetReason | null): void;
  /** What is applied has changed, or is known to be current. */
  moved(): void;
  /** Once a minute or so, whatever comes. */
  round(): void;
  /** The server's history is another one. */
  lost(): void;
  /** The stream's cursor is void. */
  restartStream(): void;
  signedOut(): void;
  /** Nobody has answered. */
  unanswered(): void;
}

export interface Sync {
  /** Null: none yet. */
  cursor(): string | null;
  /** When what is applied was last known to be all there is, ms; null: never. */
  currentAt(): number | null;
  /** The first list could not be read, and is tried again later. */
  failed(): boolean;
  proof(): Proof;
  /** `kept`: from where the device's store goes on; null: a snapshot is taken. */
  start(kept: { readonly cursor: string; readonly currentAt: number | null } | null): void;
  entries(entries: readonly WireEntry[]): void;
  head(head: number): void;
  reset(reason: ResetReason): void;
  /** A stream is being opened: pulls when it stays quiet. */
  opening(): void;
  /** A stream is over: what it brought and no list stands under yet may be of a history that is lost when the list comes. */
  ended(): void;
  pull(): void;
  /** The network is there again: pulls now, whatever is still waited for. */
  wake(): void;
  /** Something of mine should come soon: pulls when it does not. */
  expect(): void;
  close(): void;
}

/** What was applied is of a history that the server does not have any more. */
export const isOtherHistory = (reason: ResetReason | null): boolean => reason === 'epoch' || reason === 'ahead';

/** How complete what is applied is. */
export type Proof = Pick<DeviceView, 'pos' | 'head' | 'gaps' | 'repair'>;

export function createSync(deps: SyncDeps): Sync {
  return new Position(deps);
}

class Position implements Sync {
  private readonly deps: SyncDeps;
  private place: { readonly epoch: string; pos: number } | null = null;
  private readonly waiting = new Map<number, WireEntry>();
  /** The highest position that is known to exist. */
  private known = 0;
  private current: number | null = null;
  private repair: RepairView | null = null;
  /** All was here since this stream is open: what is missing from now on was lost, and not only missed while one was away. */
  private caughtUp = false;
  private failures = 0;
  private busy = false;
  /** A limit has told us when to ask again. */
  private limited = false;
  private again = false;
  /** The read that counts; one before it was given up. */
  private flight = 0;
  private resetBy: ResetReason | null = null;
  /** Of what is applied, while there is no place. */
  private epoch: string | null = null;
  private closed = false;
  private readonly timers = new Map<string, () => void>();

  constructor(deps: SyncDeps) {
    this.deps = deps;
  }

  cursor = (): string | null => (this.place ? formatCursor(this.place) : null);
  currentAt = (): number | null => this.current;
  failed = (): boolean => this.place === null && this.failures > 0;

  proof = (): Proof => {
    const pos = this.place?.pos ?? null;
    return { pos, head: Math.max(this.known, pos ?? 0), gaps: pos === null ? 0 : this.gapsAbove(pos), repair: this.repair };
  };

  private gapsAbove(pos: number): number {
    let gaps = 0;
    let whole = pos;
    for (const next of [...this.waiting.keys(), this.known + 1].sort((a, b) => a - b)) {
      if (next > whole + 1) gaps += 1;
      whole = Math.max(whole, next);
    }
    return gaps;
  }

  start = (kept: Parameters<Sync['start']>[0]): void => {
    const cursor = kept && parseCursor(kept.cursor);
    if (kept && cursor) {
      this.place = { ...cursor };
      this.current = kept.currentAt;
    }
    this.round();
    this.pull();
  };

  close = (): void => {
    this.closed = true;
    for (const callOff of this.timers.values()) callOff();
    this.timers.clear();
  };

  opening = (): void => {
    this.caughtUp = false;
    this.in('quiet', QUIET_MS, this.pull);
  };
  ended = (): void => {
    if (this.place) return;
    this.waiting.clear();
    this.known = 0;
  };
  expect = (): void => this.in('expected', QUIET_MS, this.pull);

  entries = (entries: readonly WireEntry[]): void => {
    this.callOff('quiet');
    if (this.waiting.size > MAX_WAITING) this.waiting.clear();
    for (const entry of entries) {
      this.known = Math.max(this.known, entry.pos);
      this.waiting.set(entry.pos, entry);
    }
    this.advance();
  };

  head = (head: number): void => {
    this.callOff('quiet');
    this.known = Math.max(this.known, head);
    if (!this.place) return;
    if (head < this.place.pos) this.pull();
    else this.advance();
  };

  reset = (reason: ResetReason): void => {
    this.epoch = this.place?.epoch ?? this.epoch;
    this.place = null;
    this.known = 0;
    this.waiting.clear();
    if (!isOtherHistory(this.resetBy)) this.resetBy = reason;
    this.failures = 0;
    if (isOtherHistory(reason)) this.deps.lost();
    this.deps.restartStream();
    this.pull();
  };

  /** Single flight: one that is asked for meanwhile follows. */
  pull = (): void => {
    if (this.closed || this.limited) return;
    if (this.busy) {
      this.again = true;
      return;
    }
    this.busy = true;
    this.callOff('expected');
    this.callOff('retry');
    this.flight += 1;
    const mine = this.flight;
    void this.read(mine).then((more) => {
      if (mine !== this.flight) return;
      this.busy = false;
      if (!more && !this.again) return;
      this.again = false;
      this.pull();
    });
  };

  wake = (): void => {
    this.caughtUp = false;
    this.busy = false;
    this.failures = 0;
    this.pull();
  };

  /** Answers whether to go on at once. */
  private async read(mine: number): Promise<boolean> {
    const { place } = this;
    try {
      const more = place ? await this.readPage(place, mine) : await this.readSnapshot(mine);
      if (mine === this.flight) this.failures = 0;
      return more;
    } catch (error) {
      const refusal = asCallError(error);
      if (mine !== this.flight) return false;
      if (remedyOf(refusal) === 'signIn') this.deps.signedOut();
      else {
        if (refusal.code === 'OFFLINE') this.deps.unanswered();
        this.failures += 1;
        this.limited = refusal.code === 'RATE_LIMITED';
        this.in('retry', backoffMs(this.failures, this.deps.clock.random(), refusal.details.retryAfterMs), () => {
          this.limited = false;
          this.pull();
        });
      }
      this.deps.moved();
      return false;
    }
  }

  private async readPage(place: { readonly epoch: string; pos: number }, mine: number): Promise<boolean> {
    const { known } = this;
    const page = await this.deps.port.pull(formatCursor(place));
    if (this.closed || this.place !== place || mine !== this.flight) return false;
    if ('reason' in page) {
      this.reset(page.reason);
      return false;
    }
    const before = place.pos;
    const { caughtUp } = this;
    // What was heard of while it was on its way may be newer than the page.
    const told = page.more || this.known > known ? this.known : 0;
    this.known = Math.max(page.head, told, ...this.waiting.keys());
    const missing = page.entries.filter((entry) => entry.pos > place.pos && !this.waiting.has(entry.pos)).length;
    this.entries(page.entries);
    if (missing > 0 && caughtUp) this.repair = { at: this.deps.clock.now(), by: 'pull', positions: missing };
    return page.more && place.pos > before;
  }

  private async readSnapshot(mine: number): Promise<boolean> {
    const snapshot = await this.deps.port.snapshot();
    // Taken in, in a turn of its own: reading a long list was enough for one.
    await new Promise<void>((resolve) => void this.deps.clock.after(0, resolve));
    const cursor = parseCursor(snapshot.cursor);
    if (this.closed || !cursor || mine !== this.flight) return false;
    const reason = this.reasonFor(cursor.epoch);
    this.resetBy = null;
    this.epoch = null;
    this.place = { ...cursor };
    this.deps.replace(snapshot, reason);
    if (reason !== null) this.repair = { at: this.deps.clock.now(), by: 'snapshot', positions: 0 };
    this.isCurrent();
    this.advance();
    return false;
  }

  /** A history may be lost between any other reset and the list. */
  private reasonFor(epoch: string): ResetReason | null {
    if (this.epoch === null || this.epoch === epoch || isOtherHistory(this.resetBy)) return this.resetBy;
    this.deps.lost();
    return 'epoch';
  }

  /** Applies what follows the cursor without a hole; pulls for a hole that stays. */
  private advance(): void {
    const { place } = this;
    if (!place) return;
    const before = place.pos;
    for (const pos of this.waiting.keys()) if (pos <= place.pos) this.waiting.delete(pos);
    for (let next = this.waiting.get(place.pos + 1); next; next = this.waiting.get(place.pos + 1)) {
      this.waiting.delete(next.pos);
      place.pos = next.pos;
      this.deps.apply(next);
    }
    if (place.pos >= this.known) {
      this.callOff('gap');
      this.isCurrent();
    } else {
      if (!this.timers.has('gap') || place.pos > before) this.in('gap', GAP_MS, this.pull);
      this.deps.moved();
    }
    if (place.pos > before) this.callOff('expected');
  }

  private isCurrent(): void {
    this.caughtUp = true;
    this.current = this.deps.clock.now();
    this.deps.moved();
  }

  private round(): void {
    this.in('round', ROUND_MS * (0.8 + 0.4 * this.deps.clock.random()), () => {
      this.round();
      this.pull();
      this.deps.round();
    });
  }

  private in(name: string, ms: number, run: () => void): void {
    if (this.closed) return;
    this.callOff(name);
    this.timers.set(
      name,
      this.deps.clock.after(ms, () => {
        this.timers.delete(name);
        run();
      }),
    );
  }

  private callOff(name: string): void {
    this.timers.get(name)?.();
    this.timers.delete(name);
  }
}
