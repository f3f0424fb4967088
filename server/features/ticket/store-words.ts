// What was said last in the talks of tickets, for lists. A talk is found by its last message, which its conversation knows.
import { DESK_LIMITS } from '../../../core/protocol/desk.ts';
import { type DepartmentId, type TicketId, toId, type UserId } from '../../../core/protocol/ids.ts';
import { type Pool, runQuick } from '../../platform/db.ts';
import { msNumberOf } from '../../platform/sql-time.ts';

export interface LastWords {
  /** Ms since 1970. */
  readonly at: number;
  readonly authorId: UserId | null;
  readonly text: string | null;
}

export type WordsRow = {
  said_at: number | null;
  said_by: string | null;
  said: string | null;
};

/** What `JOIN_LAST_WORDS` finds for each row of `ticket`. */
export const LAST_WORDS = 'said_at, said_by, said';
export const JOIN_LAST_WORDS = `left join lateral (
  select ${msNumberOf('e.created_at')} as said_at, e.sender_id as said_by, left(e.text, ${DESK_LIMITS.lastWords}) as said from conversation c
  join event e on e.conversation_id = c.id and e.seq = c.last_message_seq where c.id = ticket.conversation_id) words on true`;

export function toWords({ said_at, said_by, said }: WordsRow): LastWords | null {
  return said_at === null ? null : { at: said_at, authorId: said_by === null ? null : toId<UserId>(said_by), text: said };
}

export interface Reader {
  readonly id: UserId;
  /** Null: of all. */
  readonly departmentIds: readonly DepartmentId[] | null;
}

/** Of those of them that this reader may read. */
export async function loadLastWords(pool: Pool, ids: readonly TicketId[], reader: Reader): Promise<Map<TicketId, LastWords | null>> {
  const { rows } = await runQuick<WordsRow & { id: string }>(
    pool,
    'ticket_last_words',
    `select ticket.id, ${LAST_WORDS} from ticket ${JOIN_LAST_WORDS}
     where ticket.id = any($1::bigint[]) and ($2::bigint[] is null or department_id = any($2) or assignee_id = $3::bigint)`,
    [ids, reader.departmentIds, reader.id],
  );
  return new Map(rows.map((row) => [toId<TicketId>(row.id), toWords(row)]));
}
