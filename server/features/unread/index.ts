// The door of unread counters (S16): counts at or past the committed head, from Redis where its hash can be brought up to
// it, else from PostgreSQL, which is the only truth. README.md tells the flow and the invariants.
import type { UserId } from '../../../core/protocol/ids.ts';
import type { Db, Pool } from '../../platform/db.ts';
import type { Log } from '../../platform/log.ts';
import type { RedisLink } from '../../platform/redis.ts';
import { createCounters } from './counters.ts';
import { createFlights } from './flights.ts';
import { createFolder, type Hole } from './folder.ts';
import { isAtOrPast, presentStanding, type Standing } from './standing.ts';
import { loadFolds, loadHead, loadStanding, loadUncounted } from './store.ts';
import type { Unread, UnreadCounts } from './types.ts';

export type { Fold, Unread } from './types.ts';

/** Entries that are folded one by one; past it the counts are read whole. */
const MAX_MISSING = 200;

export interface UnreadDeps {
  readonly db: Pick<Db, 'pool'>;
  readonly redis: RedisLink;
  readonly log: Log;
}

/** `settled`: resolves when what was given to `fold` so far is folded or given up. */
export function createUnread({ db: { pool }, redis, log }: UnreadDeps): Unread & { settled(): Promise<void> } {
  const counters = createCounters(redis);
  const flights = createFlights<Standing>();

  async function rebuild(userId: UserId): Promise<Standing> {
    const standing = await loadStanding(pool, userId);
    await counters.keep(userId, standing);
    return standing;
  }

  /** From the entry at `from` on; null: they cannot be folded. */
  async function foldMissing(userId: UserId, epoch: string, from: number): Promise<Standing | null> {
    const folds = await loadFolds(pool, userId, from, MAX_MISSING + 1);
    const last = folds?.at(-1);
    if (!folds || !last || folds.length > MAX_MISSING) return null;
    const [verdict] = await counters.fold([{ userId, epoch, folds }]);
    const standing = verdict?.kind === 'ok' ? await counters.read(userId) : null;
    return standing && isAtOrPast(standing, { epoch, pos: last.pos }) ? standing : null;
  }

  /** `hole`: where the counters of this epoch end; null: there are none that could be brought up. */
  async function catchUp(userId: UserId, hole: Hole | null): Promise<Standing> {
    const folded = hole && (await foldMissing(userId, hole.epoch, hole.from));
    return folded ?? rebuild(userId);
  }

  const folder = createFolder({
    pool,
    counters,
    log,
    catchUp: async (userId, hole) => {
      await flights.share(
        userId,
        () => catchUp(userId, hole),
        () => true,
      );
    },
  });

  async function standingOf(userId: UserId): Promise<Standing> {
    folder.asked(userId);
    if (redis.state() !== 'up') return loadStanding(pool, userId);
    const [head, cached] = await Promise.all([loadHead(pool, userId), counters.read(userId)]);
    if (cached && isAtOrPast(cached, head)) return cached;
    const hole = cached?.epoch === head.epoch ? { epoch: head.epoch, from: cached.pos + 1 } : null;
    return flights.share(
      userId,
      () => catchUp(userId, hole),
      (standing) => isAtOrPast(standing, head),
    );
  }

  return {
    fold(entries) {
      if (redis.state() === 'up') folder.fold(entries);
    },
    counts: async (userId) => present(pool, userId, await standingOf(userId)),
    settled: folder.settled,
  };
}

async function present(pool: Pool, userId: UserId, standing: Standing): Promise<UnreadCounts> {
  return presentStanding(standing, await loadUncounted(pool, userId, [...standing.uncounted]));
}
