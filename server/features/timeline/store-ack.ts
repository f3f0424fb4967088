// What a device said it has stored: its terminal's position, and with it how far each conversation was delivered. No row
// a message: the delivered marker of a member only rises.
import { ENTRIES } from '../../../core/protocol/events.ts';
import { type ConversationId, type TerminalId, toId, type UserId } from '../../../core/protocol/ids.ts';
import { LIMITS } from '../../../core/protocol/limits.ts';
import { type Pool, run } from '../../platform/db.ts';

export interface Delivered {
  readonly conversationId: ConversationId;
  readonly seq: number;
}

/** Raises the terminal's position in this epoch (clamped to the head) and answers the markers that rose. Member rows are locked ascending. */
export async function raiseAck(pool: Pool, userId: UserId, terminalId: TerminalId, epoch: string, pos: number): Promise<Delivered[]> {
  const result = await run<{ conversation_id: string; delivered_seq: string }>(
    pool,
    'timeline_ack',
    `with place as (
       select t.id, least($4::bigint, c.pos) as pos,
         greatest(case when t.ack_epoch = $3 then coalesce(t.ack_pos, 0) else 0 end, c.min_pos, c.pos - ${LIMITS.maxLagEntries}) as old
       from terminal t join user_cursor c on c.user_id = t.user_id join installation i on i.epoch = $3
       where t.id = $2 and t.user_id = $1),
     kept as (update terminal t set ack_epoch = $3, ack_pos = p.pos from place p where t.id = p.id and (t.ack_epoch is distinct from $3 or t.ack_pos < p.pos)),
     reached as (
       select n.conversation_id, max(n.to_seq) as seq from place p join entry n on n.user_id = $1 and n.pos > p.old and n.pos <= p.pos
       where n.kind = ${ENTRIES.events.code} group by n.conversation_id),
     locked as (
       select m.conversation_id, r.seq from member m join reached r on r.conversation_id = m.conversation_id
       where m.user_id = $1 and m.delivered_seq < r.seq order by m.conversation_id for no key update of m)
     update member m set delivered_seq = l.seq from locked l where m.conversation_id = l.conversation_id and m.user_id = $1
     returning m.conversation_id, m.delivered_seq`,
    [userId, terminalId, epoch, pos],
  );
  return result.rows.map((row) => ({ conversationId: toId<ConversationId>(row.conversation_id), seq: Number(row.delivered_seq) }));
}
