// What this process has seen committed in the last seconds, so that a database that went back behind it is found out: a replica
// that took over and lacks the last commits is younger than one tick of the installation's counter (platform/epoch.ts).
import type { UserId } from '../../../core/protocol/ids.ts';
import type { WrittenEntry } from './store-entries.ts';
import type { Position } from './store-read.ts';

/** Longer than two looks at the epoch are apart. */
const KEPT_MS = 15_000;
/** Users that are remembered, the latest: one query reads their heads. */
const MAX_USERS = 1_000;

export interface WitnessDeps {
  loadHeads(userIds: readonly UserId[]): Promise<ReadonlyMap<UserId, Pick<Position, 'head'>>>;
  /** Monotonic, ms. */
  elapsed(): number;
}

export class Witness {
  private readonly deps: WitnessDeps;
  /** The latest last. */
  private readonly seen = new Map<UserId, { readonly pos: number; readonly at: number }>();

  constructor(deps: WitnessDeps) {
    this.deps = deps;
  }

  /** They are committed. */
  note(entries: readonly Pick<WrittenEntry, 'userId' | 'pos'>[]): void {
    const at = this.deps.elapsed();
    for (const { userId, pos } of entries) {
      const before = this.seen.get(userId);
      this.seen.delete(userId);
      this.seen.set(userId, { pos: Math.max(pos, before?.pos ?? 0), at });
    }
    for (const [userId, one] of this.seen) {
      if (this.seen.size <= MAX_USERS && one.at > at - KEPT_MS) return;
      this.seen.delete(userId);
    }
  }

  /** Another history has begun. */
  forget(): void {
    this.seen.clear();
  }

  /** Whether something of it is not there any more. */
  async misses(): Promise<boolean> {
    const seen = [...this.seen];
    if (seen.length === 0) return false;
    const heads = await this.deps.loadHeads(seen.map(([userId]) => userId));
    return seen.some(([userId, { pos }]) => (heads.get(userId)?.head ?? 0) < pos);
  }
}
