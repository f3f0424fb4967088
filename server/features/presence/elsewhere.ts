// Who has streams at other instances, as far as this one knows: told by the bus at once, and read from the leases of each
// shard again and again, which puts right what was not heard or was heard in the wrong order. An instance whose leases are
// over is gone with all its people, whoever says so.
import type { TerminalKind } from '../../../core/protocol/events.ts';
import type { UserId } from '../../../core/protocol/ids.ts';

/** How somebody stands at one other instance. */
interface Place {
  readonly kinds: readonly TerminalKind[];
  /** When it was heard of or read last, on the monotonic clock. */
  readonly at: number;
}

/** The leases of one shard, of the other instances. */
export interface Reading {
  /** When it was asked for: what was heard since is newer. */
  readonly askedAt: number;
  /** When the latest lease of each instance ends, on the monotonic clock; anchors count. */
  readonly ends: ReadonlyMap<string, number>;
  readonly places: ReadonlyMap<UserId, ReadonlyMap<string, readonly TerminalKind[]>>;
}

export class Elsewhere {
  private readonly people = new Map<UserId, Map<string, Place>>();
  private readonly ends = new Map<string, number>();
  private readonly elapsed: () => number;
  private readonly changed: (userId: UserId) => void;

  /** `changed`: somebody stands otherwise than before. */
  constructor(elapsed: () => number, changed: (userId: UserId) => void) {
    this.elapsed = elapsed;
    this.changed = changed;
  }

  kindsOf(userId: UserId): TerminalKind[] {
    const places = this.people.get(userId);
    return places ? [...places.values()].flatMap(({ kinds }) => kinds) : [];
  }

  /** What the instance says itself, or who has ended its lease. `leaseMs`: how long it is good without another word. */
  heard(userId: UserId, instance: string, kinds: readonly TerminalKind[], leaseMs: number): void {
    if (kinds.length > 0) this.extend(instance, this.elapsed() + leaseMs);
    this.put(userId, instance, kinds);
  }

  /** `isOfShard`: whom it would tell of. Where an instance has no lease at all, Redis has forgotten: they stay till theirs end. */
  read({ askedAt, ends, places }: Reading, isOfShard: (userId: UserId) => boolean): void {
    for (const [instance, end] of ends) this.extend(instance, end);
    for (const [userId, by] of places) for (const [instance, kinds] of by) this.putUnlessNewer(userId, instance, kinds, askedAt);
    for (const [userId, by] of this.people) {
      if (!isOfShard(userId)) continue;
      for (const instance of by.keys()) {
        if (ends.has(instance) && !places.get(userId)?.has(instance)) this.putUnlessNewer(userId, instance, [], askedAt);
      }
    }
  }

  /** Forgets the instances whose leases are over. */
  sweep(): void {
    for (const [instance, end] of this.ends) {
      if (end > this.elapsed()) continue;
      this.ends.delete(instance);
      for (const [userId, by] of this.people) if (by.has(instance)) this.put(userId, instance, []);
    }
  }

  private extend(instance: string, end: number): void {
    this.ends.set(instance, Math.max(end, this.ends.get(instance) ?? 0));
  }

  private putUnlessNewer(userId: UserId, instance: string, kinds: readonly TerminalKind[], askedAt: number): void {
    const known = this.people.get(userId)?.get(instance);
    if (!known || known.at < askedAt) this.put(userId, instance, kinds);
  }

  private put(userId: UserId, instance: string, kinds: readonly TerminalKind[]): void {
    const by = this.people.get(userId) ?? new Map<string, Place>();
    const before = by.get(instance)?.kinds ?? [];
    if (kinds.length > 0) this.people.set(userId, by.set(instance, { kinds, at: this.elapsed() }));
    else if (by.delete(instance) && by.size === 0) this.people.delete(userId);
    if (before.join() !== kinds.join()) this.changed(userId);
  }
}
