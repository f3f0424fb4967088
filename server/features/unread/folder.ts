// Committed entries on their way into the counters. What comes while a pipeline is under way waits and goes with the next,
// so the work grows with the users who are told, not with the batches. What is dropped here shows as a hole to who asks next.
import type { UserId } from '../../../core/protocol/ids.ts';
import type { Pool } from '../../platform/db.ts';
import type { Log } from '../../platform/log.ts';
import type { Counters } from './counters.ts';
import { loadEpoch } from './store.ts';
import type { Fold } from './types.ts';

/** Entries that may wait; past it those of all are dropped. */
const MAX_WAITING = 10_000;
/** Users without counters who are remembered; past it all are asked about again. */
const MAX_WITHOUT = 100_000;
/** Users whose counters are repaired after one pipeline (others are repaired when they ask), and how many at once. */
const MAX_REPAIRS = 200;
const REPAIRS_AT_ONCE = 4;

/** Where somebody's counters end. */
export interface Hole {
  readonly epoch: string;
  readonly from: number;
}

interface FolderDeps {
  readonly pool: Pool;
  readonly counters: Counters;
  readonly log: Log;
  /** Brings somebody's counters up to their head; without a hole by reading them whole. */
  catchUp(userId: UserId, hole: Hole | null): Promise<void>;
}

export interface Folder {
  /** Never throws. */
  fold(entries: readonly Fold[]): void;
  /** Somebody asks for their counts: from now on they have counters. Where another process made them, its reader finds the hole. */
  asked(userId: UserId): void;
  settled(): Promise<void>;
}

async function repair(
  broken: readonly { readonly userId: UserId; readonly hole: Hole | null }[],
  catchUp: FolderDeps['catchUp'],
): Promise<void> {
  const queue = broken.values();
  const work = async () => {
    for (const { userId, hole } of queue) await catchUp(userId, hole);
  };
  await Promise.all(Array.from({ length: REPAIRS_AT_ONCE }, work));
}

export function createFolder({ pool, counters, log, catchUp }: FolderDeps): Folder {
  let waiting = new Map<UserId, Fold[]>();
  const without = new Set<UserId>();
  let size = 0;
  let epoch: string | null = null;
  let running: Promise<void> | null = null;

  async function foldWaiting(): Promise<void> {
    const taken = waiting;
    waiting = new Map();
    size = 0;
    epoch ??= await loadEpoch(pool);
    const known = epoch;
    const calls = [...taken].map(([userId, folds]) => ({ userId, epoch: known, folds: folds.sort((a, b) => a.pos - b.pos) }));
    const verdicts = await counters.fold(calls);
    const broken = calls.flatMap(({ userId }, index) => {
      const verdict = verdicts[index];
      if (verdict?.kind === 'absent') without.add(userId);
      if (verdict?.kind === 'stale') epoch = null;
      if (verdict?.kind === 'stale') return { userId, hole: null };
      return verdict?.kind === 'hole' ? { userId, hole: { epoch: known, from: verdict.from } } : [];
    });
    if (without.size > MAX_WITHOUT) without.clear();
    await repair(broken.slice(0, MAX_REPAIRS), catchUp);
  }

  async function run(): Promise<void> {
    while (waiting.size > 0) {
      try {
        await foldWaiting();
      } catch (error) {
        log.warn({ error }, 'unread counters were not folded: they are read from the database when asked for');
      }
    }
    running = null;
  }

  return {
    fold(entries) {
      for (const entry of entries) {
        if (without.has(entry.userId)) continue;
        size += 1;
        const list = waiting.get(entry.userId);
        if (list) list.push(entry);
        else waiting.set(entry.userId, [entry]);
      }
      if (size > MAX_WAITING) {
        waiting = new Map();
        size = 0;
      }
      if (waiting.size > 0) running ??= run();
    },
    asked: (userId) => void without.delete(userId),
    settled: async () => void (await running),
  };
}
