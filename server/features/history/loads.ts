// What readers of one turn of the event loop ask of the tables goes in one statement, each range once: a thousand clients that
// come back at once read the same groups.
import { type ConversationId, compareIds, toId, type UserId } from '../../../core/protocol/ids.ts';
import { batched } from '../../platform/batched.ts';
import type { Pool } from '../../platform/db.ts';
import { loadRanges, loadSpans, type Range, type Reader, type Span, type WarmRow } from './store.ts';

/** A statement's rows are held in memory until all are read: as many ranges as some pages have. */
const RANGES = 64;

export interface Loads {
  /** What the table event holds of these ranges, none of which overlap, by conversation and seq ascending. */
  ranges(ranges: readonly Range[]): Promise<WarmRow[]>;
  /** The reader's stays in each conversation, oldest first. */
  spans(readerId: UserId, conversationIds: readonly ConversationId[]): Promise<Map<ConversationId, readonly Span[]>>;
}

const byPlace = (a: WarmRow, b: WarmRow) => compareIds(a.conversationId, b.conversationId) || a.seq - b.seq;
const rangeKey = ({ conversationId, fromSeq, toSeq }: Range) => `${conversationId} ${fromSeq} ${toSeq}`;
const readerKey = ({ userId, conversationId }: Reader) => `${userId} ${conversationId}`;

export function createLoads(pool: Pool): Loads {
  const range = batched(
    async (keys: string[]) => {
      const asked = keys.map((key) => {
        const [id = '', from, to] = key.split(' ');
        return { conversationId: toId<ConversationId>(id), fromSeq: Number(from), toSeq: Number(to) };
      });
      const rows = await loadRanges(pool, asked);
      return new Map(asked.map((one, index) => [rangeKey(one), rows[index] ?? []]));
    },
    { max: RANGES, atOnce: 4 },
  );
  const span = batched(async (keys: string[]) => {
    const readers = keys.map((key): Reader => {
      const [user = '', id = ''] = key.split(' ');
      return { userId: toId<UserId>(user), conversationId: toId<ConversationId>(id) };
    });
    return Map.groupBy(await loadSpans(pool, readers), readerKey);
  });
  return {
    async ranges(asked) {
      const found = await Promise.all(asked.map((one) => range(rangeKey(one))));
      const rows = found.flatMap((some) => some ?? []);
      return asked.length > 1 ? rows.sort(byPlace) : rows;
    },
    async spans(userId, conversationIds) {
      const found = await Promise.all(conversationIds.map((conversationId) => span(readerKey({ userId, conversationId }))));
      return new Map(conversationIds.map((id, index) => [id, found[index] ?? []]));
    },
  };
}
