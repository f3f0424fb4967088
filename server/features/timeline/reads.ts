// What streams and pulls of one turn of the event loop ask of the tables goes in one statement: a thousand may come back at once.
// Each reads what stands after it was called.
import { type ConversationId, toId, type UserId } from '../../../core/protocol/ids.ts';
import { batched } from '../../platform/batched.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Pool } from '../../platform/db.ts';
import type { WrittenEntry } from './store-entries.ts';
import { type EntriesAsk, loadEntriesOf, loadFollowed, loadHeads, type Position } from './store-read.ts';

/** A statement's rows are held in memory until all are read: as many pages as are not felt. */
const PAGES = 64;
/** Between two statements, where many come at once. */
const GATHER_MS = 4;
/** Of what nobody waits for: a stream is open before it knows what it follows. */
const FOLLOWED_GATHER_MS = 25;

export interface Reads {
  position(userId: UserId): Promise<Position>;
  entries(ask: EntriesAsk): Promise<readonly WrittenEntry[]>;
  /** The conversations with read fan-out that somebody is in. */
  followed(userId: UserId): Promise<readonly ConversationId[]>;
}

const keyOf = ({ userId, after, upTo, limit }: EntriesAsk) => `${userId} ${after} ${upTo} ${limit}`;

function askOf(key: string): EntriesAsk {
  const [user = '', after, upTo, limit] = key.split(' ');
  return { userId: toId<UserId>(user), after: Number(after), upTo: Number(upTo), limit: Number(limit) };
}

export function createReads(pool: Pool, clock: Pick<Clock, 'after'>): Reads {
  const gather =
    (ms = GATHER_MS) =>
    () =>
      new Promise<void>((resolve) => void clock.after(ms, resolve));
  const position = batched((userIds: UserId[]) => loadHeads(pool, userIds), { gather: gather() });
  const followed = batched((userIds: UserId[]) => loadFollowed(pool, userIds), { gather: gather(FOLLOWED_GATHER_MS) });
  const entries = batched(
    async (keys: string[]) => {
      const pages = await loadEntriesOf(pool, keys.map(askOf));
      return new Map(keys.map((key, index) => [key, pages[index] ?? []]));
    },
    { max: PAGES, atOnce: 4 },
  );
  return {
    async position(userId) {
      const found = await position(userId);
      if (!found) throw new Error(`no cursor of user ${userId}`);
      return found;
    },
    entries: async (ask) => (await entries(keyOf(ask))) ?? [],
    followed: async (userId) => (await followed(userId)) ?? [],
  };
}
