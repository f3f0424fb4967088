// Who looks at a ticket now, by the database's clock. The table is not logged: what a crash loses is told again within seconds.
import { type ConversationId, type DepartmentId, type TicketId, toId, type UserId } from '../../../core/protocol/ids.ts';
import { type Pool, run, runQuick } from '../../platform/db.ts';

/** They look for `ms` from now on; answers the others who do. */
export async function writeLook(pool: Pool, ticketId: TicketId, userId: UserId, ms: number): Promise<UserId[]> {
  const { rows } = await run<{ user_id: string }>(
    pool,
    'desk_look',
    `with mine as (insert into desk_look (ticket_id, user_id, until) values ($1, $2, now() + $3 * interval '1 millisecond')
       on conflict (ticket_id, user_id) do update set until = excluded.until)
     select user_id from desk_look where ticket_id = $1 and user_id <> $2 and until > now() order by user_id`,
    [ticketId, userId, ms],
  );
  return rows.map((row) => toId<UserId>(row.user_id));
}

/** Those that have been over for so long. */
export async function dropLooks(pool: Pool, overMs: number): Promise<void> {
  await run(
    pool,
    'desk_look_drop',
    `delete from desk_look where (ticket_id, user_id) in (select ticket_id, user_id from desk_look
       where until < now() - $1 * interval '1 millisecond' for update skip locked)`,
    [overMs],
  );
}

export interface Looker {
  readonly conversationId: ConversationId;
  readonly departmentId: DepartmentId;
  readonly assigneeId: UserId | null;
  readonly userId: UserId;
}

/** Who looks at the tickets that have these talks or notes. */
export async function loadLookers(pool: Pool, ids: readonly ConversationId[]): Promise<Looker[]> {
  const { rows } = await runQuick<{ conversation_id: string; department_id: string; assignee_id: string | null; user_id: string }>(
    pool,
    'desk_lookers',
    `select t.conversation_id, t.department_id, t.assignee_id, l.user_id from (
       select id, conversation_id, department_id, assignee_id from ticket where conversation_id = any($1::bigint[])
       union all select id, notes_conversation_id, department_id, assignee_id from ticket where notes_conversation_id = any($1::bigint[])) t
     join desk_look l on l.ticket_id = t.id and l.until > now()`,
    [ids],
  );
  return rows.map((row) => ({
    conversationId: toId<ConversationId>(row.conversation_id),
    departmentId: toId<DepartmentId>(row.department_id),
    assigneeId: row.assignee_id === null ? null : toId<UserId>(row.assignee_id),
    userId: toId<UserId>(row.user_id),
  }));
}
