// What was pushed to one stream and is not told yet: a hint, bounded in entries and in bytes. Of who is further behind only the
// head is kept, and what they miss is read from the database; so a reader that does not read costs next to nothing.
import type { WireEvent } from '../../../core/protocol/wire.ts';
import { bytesOf, ENTRY_BYTES } from './pull.ts';
import type { WrittenEntry } from './store-entries.ts';

export const PENDING = { entries: 256, bytes: 1_048_576 } as const;

/** An entry on its way; events null: to be read from the database. */
export interface Live {
  readonly entry: WrittenEntry;
  readonly events: WireEvent[] | null;
  /** The last of its batch: when that was committed, by `performance.now()`. */
  committedAt?: number;
}

/** Many recipients share their events: these are counted once. */
const counted = new WeakMap<readonly WireEvent[], number>();

function sizeOf({ events }: Live): number {
  if (!events) return ENTRY_BYTES;
  const bytes = counted.get(events) ?? bytesOf(events);
  counted.set(events, bytes);
  return bytes;
}

export class Pending {
  private readonly byPos = new Map<number, Live>();
  private bytes = 0;
  private lagging = false;

  add(live: Live): void {
    const { pos } = live.entry;
    const bytes = sizeOf(live);
    if (this.lagging || this.byPos.has(pos)) return;
    if (this.byPos.size >= PENDING.entries || this.bytes + bytes > PENDING.bytes) {
      this.byPos.clear();
      this.bytes = 0;
      this.lagging = true;
      return;
    }
    this.byPos.set(pos, live);
    this.bytes += bytes;
  }

  has(pos: number): boolean {
    return this.byPos.has(pos);
  }

  /** Nothing is here to wait with: what there is beyond the cursor must be read. */
  isBare(): boolean {
    return this.byPos.size === 0;
  }

  /** From now on what comes is kept again. */
  resume(): void {
    this.lagging = false;
  }

  /**
   * Those that follow the cursor without a hole, as many as may go together; those at or below it are dropped. It ends before
   * what must be read.
   */
  take(cursor: number, most: { readonly entries: number; readonly bytes: number }): Live[] {
    const taken: Live[] = [];
    for (const [pos, live] of this.byPos) if (pos <= cursor) this.drop(pos, live);
    let bytes = 0;
    for (let live = this.byPos.get(cursor + 1); live?.events; live = this.byPos.get(live.entry.pos + 1)) {
      bytes += sizeOf(live);
      if (taken.length > 0 && (taken.length >= most.entries || bytes > most.bytes)) break;
      taken.push(live);
      this.drop(live.entry.pos, live);
    }
    return taken;
  }

  /** How many that must be read follow the cursor. */
  unread(cursor: number): number {
    let count = 0;
    while (this.byPos.get(cursor + 1 + count)?.events === null) count += 1;
    return count;
  }

  private drop(pos: number, live: Live): void {
    this.byPos.delete(pos);
    this.bytes -= sizeOf(live);
  }
}
