// How somebody's counters come to the head of their timeline: by the entries that are missing, else by reading all of it.
import type { UserId } from '../../../core/protocol/ids.ts';
import type { Pool } from '../../platform/db.ts';
import type { Counters } from './counters.ts';
import type { Hole } from './folder.ts';
import { isAtOrPast, type Standing } from './standing.ts';
import { loadFolds, loadStanding } from './store.ts';

/** Entries that are folded one by one; past it the counts are read whole. */
const MAX_MISSING = 200;

/** `hole`: where the counters of this epoch end; null: there are none that could be brought up. */
export type CatchUp = (userId: UserId, hole: Hole | null) => Promise<Standing>;

export function createCatchUp({ pool, counters }: { readonly pool: Pool; readonly counters: Counters }): CatchUp {
  async function rebuild(userId: UserId): Promise<Standing> {
    const standing = await loadStanding(pool, userId);
    await counters.keep(userId, standing);
    return standing;
  }

  /** From the entry at `from` on; null: they cannot be folded. */
  async function foldMissing(userId: UserId, { epoch, from }: Hole): Promise<Standing | null> {
    const folds = await loadFolds(pool, userId, from, MAX_MISSING + 1);
    const last = folds?.at(-1);
    if (!folds || !last || folds.length > MAX_MISSING) return null;
    const [verdict] = await counters.fold([{ userId, epoch, folds }]);
    const standing = verdict?.kind === 'ok' ? await counters.read(userId) : null;
    return standing && isAtOrPast(standing, { epoch, pos: last.pos }) ? standing : null;
  }

  return async (userId, hole) => (hole && (await foldMissing(userId, hole))) ?? rebuild(userId);
}
