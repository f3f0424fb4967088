// The door of unread counters (S16): counts at or past the committed head, from Redis where its hash can be brought up to
// it, else from PostgreSQL, which is the only truth. README.md tells the flow and the invariants.
import { AppError } from '../../../core/protocol/app-error.ts';
import type { ConversationId, UserId } from '../../../core/protocol/ids.ts';
import type { Db, Pool } from '../../platform/db.ts';
import type { Log } from '../../platform/log.ts';
import type { RedisLink } from '../../platform/redis.ts';
import { createCatchUp } from './catch-up.ts';
import { type Counters, createCounters } from './counters.ts';
import { createFlights } from './flights.ts';
import { createFolder } from './folder.ts';
import { createReconciler, SAMPLE } from './reconcile.ts';
import { isAtOrPast, presentStanding, type Standing } from './standing.ts';
import { loadHead, loadReasons, loadStanding, loadUncounted } from './store.ts';
import type { Unread, UnreadCounts, UnreadReasons } from './types.ts';

export type { Fold, Unread } from './types.ts';

export interface UnreadDeps {
  readonly db: Pick<Db, 'pool'>;
  readonly redis: RedisLink;
  readonly log: Log;
}

/** `settled`: resolves when what was given to `fold` so far is folded or given up. */
export function createUnread({ db: { pool }, redis, log }: UnreadDeps): Unread & { settled(): Promise<void> } {
  const counters = createCounters(redis);
  const flights = createFlights<Standing>();
  const catchUp = createCatchUp({ pool, counters });
  const reconciler = createReconciler({ pool, counters, log, random: Math.random, sample: SAMPLE });
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
    why: (userId, conversationId) => explain({ pool, counters }, userId, conversationId),
    reconcile: reconciler.run,
    drift: reconciler.drift,
    settled: folder.settled,
  };
}

async function explain(
  { pool, counters }: { readonly pool: Pool; readonly counters: Counters },
  userId: UserId,
  conversationId: ConversationId,
): Promise<UnreadReasons> {
  const seen = await counters.read(userId);
  const head = await loadHead(pool, userId);
  const reasons = await loadReasons(pool, userId, conversationId);
  if (!reasons) throw new AppError('NOT_FOUND');
  const { row, log, ...more } = reasons;
  const isCounted = seen && isAtOrPast(seen, head) && !seen.uncounted.has(conversationId);
  return { unread: { row, log, counters: isCounted ? (seen.counts.get(conversationId) ?? 0) : null }, ...more };
}

async function present(pool: Pool, userId: UserId, standing: Standing): Promise<UnreadCounts> {
  return presentStanding(standing, await loadUncounted(pool, userId, [...standing.uncounted]));
}
