// Reads of a timeline: its head and the oldest kept, and its entries by position. By primary key only.
import { entryKindOf } from '../../../core/protocol/events.ts';
import { type ConversationId, toId, type UserId } from '../../../core/protocol/ids.ts';
import type { EventData } from '../../../core/protocol/wire.ts';
import { type Connection, type Pool, run } from '../../platform/db.ts';
import type { WrittenEntry } from './store-write.ts';

export interface Position {
  readonly epoch: string;
  readonly head: number;
  /** The oldest position kept is minPos + 1. */
  readonly minPos: number;
}

export async function loadPosition(pool: Pool | Connection, userId: UserId): Promise<Position> {
  const result = await run<{ epoch: string; pos: string; min_pos: string }>(
    pool,
    'timeline_position',
    'select i.epoch, c.pos, c.min_pos from user_cursor c, installation i where c.user_id = $1',
    [userId],
  );
  const row = result.rows[0];
  if (!row) throw new Error(`no cursor of user ${userId}`);
  return { epoch: row.epoch, head: Number(row.pos), minPos: Number(row.min_pos) };
}

/** The heads of all that are asked for; 0 for somebody unknown. */
export async function loadHeads(pool: Pool, userIds: readonly UserId[]): Promise<Map<UserId, Pick<Position, 'epoch' | 'head'>>> {
  const result = await run<{ user_id: string; pos: string; epoch: string }>(
    pool,
    'timeline_heads_read',
    `select u.user_id, coalesce(c.pos, 0) as pos, i.epoch from unnest($1::bigint[]) u(user_id) cross join installation i
     left join user_cursor c on c.user_id = u.user_id`,
    [userIds],
  );
  return new Map(result.rows.map((row) => [toId<UserId>(row.user_id), { epoch: row.epoch, head: Number(row.pos) }]));
}

/** after < pos <= upTo, ascending. */
export async function loadEntries(
  pool: Pool,
  userId: UserId,
  { after, upTo, limit }: { after: number; upTo: number; limit: number },
): Promise<WrittenEntry[]> {
  const result = await run<{
    pos: string;
    kind: number;
    conversation_id: string | null;
    from_seq: string | null;
    to_seq: string | null;
    data: EventData | null;
  }>(
    pool,
    'timeline_pull',
    `select pos, kind, conversation_id, from_seq, to_seq, data from entry where user_id = $1 and pos > $2 and pos <= $3 order by pos limit $4`,
    [userId, after, upTo, limit],
  );
  return result.rows.map((row) => ({
    userId,
    pos: Number(row.pos),
    kind: entryKindOf(row.kind),
    conversationId: row.conversation_id === null ? null : toId<ConversationId>(row.conversation_id),
    fromSeq: row.from_seq === null ? null : Number(row.from_seq),
    toSeq: row.to_seq === null ? null : Number(row.to_seq),
    data: row.data,
  }));
}

/** The other members among `userIds`. */
export async function loadOtherMembers(pool: Pool, conversationId: ConversationId, userId: UserId, limit: number): Promise<UserId[]> {
  const result = await run<{ user_id: string }>(
    pool,
    'timeline_others',
    'select user_id from member where conversation_id = $1 and user_id <> $2 limit $3',
    [conversationId, userId, limit],
  );
  return result.rows.map((row) => toId<UserId>(row.user_id));
}
