// What is due: all timers of the desk are rows, so that nothing is lost with a process or with Redis.
import { AGENT_STATES, DESK_LIMITS, TICKET_STATES, type TicketState } from '../../../core/protocol/desk.ts';
import { codeOf, nameOf } from '../../../core/protocol/events.ts';
import { type DepartmentId, type TicketId, toId, type UserId } from '../../../core/protocol/ids.ts';
import { type Connection, type Pool, run } from '../../platform/db.ts';
import { timeOf } from '../../platform/sql-time.ts';

export interface DueWork {
  /** What the database says that it is, or what was given; whole ms, as all times of tickets. */
  readonly now: number;
  readonly offers: boolean;
  readonly leases: boolean;
  readonly tickets: boolean;
  /** Something of talks is owed, or was said. */
  readonly talks: boolean;
  /** Where something waits; `open`: some agent there has a free place. */
  readonly queues: readonly { readonly id: DepartmentId; readonly open: boolean }[];
}

/** One statement a second is all that an idle desk costs. `nowMs` null: by the database's clock. */
export async function loadDueWork(pool: Pool, nowMs: number | null): Promise<DueWork> {
  const { rows } = await run<Omit<DueWork, 'queues'> & { queues: { id: string; open: boolean }[] }>(
    pool,
    'routing_due_work',
    `with at as (select coalesce(${timeOf(1)}, clock_timestamp()) as now)
     select floor(date_part('epoch', at.now) * 1000) as now,
       exists (select 1 from offer where ended_at is null and expires_at <= at.now) as offers,
       exists (select 1 from agent where lease_until <= at.now - interval '${DESK_LIMITS.graceMs} milliseconds') as leases,
       exists (select 1 from ticket where due_at <= at.now) as tickets,
       (exists (select 1 from desk_wake) or exists (select 1 from ticket where talk_due)
         or exists (select 1 from ticket_draft where created_at < now() - interval '10 seconds')) as talks,
       coalesce((select jsonb_agg(jsonb_build_object('id', d.id::text, 'open', exists (
           select 1 from agent_department x join agent a on a.user_id = x.user_id
           where x.department_id = d.id and a.state = ${codeOf(AGENT_STATES, 'ONLINE')} and a.lease_until > at.now
             and a.load < a.capacity and a.removed_at is null)))
         from department d where exists (
           select 1 from ticket t where t.department_id = d.id and t.state = ${codeOf(TICKET_STATES, 'WAITING')})), '[]') as queues
     from at`,
    [nowMs],
  );
  const [row] = rows;
  if (!row) throw new Error('the database did not say what is due');
  return { ...row, queues: row.queues.map(({ id, open }) => ({ id: toId<DepartmentId>(id), open })) };
}

export interface DueTicket {
  readonly id: TicketId;
  readonly departmentId: DepartmentId;
  readonly assigneeId: UserId | null;
  readonly state: TicketState;
}

const COLUMNS = 'id, department_id, assignee_id, state';

type Row = Readonly<Record<'id' | 'department_id', string>> & { readonly assignee_id: string | null; readonly state: number };

const toDue = (row: Row): DueTicket => ({
  id: toId<TicketId>(row.id),
  departmentId: toId<DepartmentId>(row.department_id),
  assigneeId: row.assignee_id === null ? null : toId<UserId>(row.assignee_id),
  state: nameOf(TICKET_STATES, row.state),
});

/** Those that are due, the longest first. */
export async function loadDueTickets(pool: Pool, nowMs: number, limit: number): Promise<DueTicket[]> {
  const sql = `select ${COLUMNS} from ticket where due_at <= ${timeOf(1)} order by due_at limit $2`;
  return (await run<Row>(pool, 'routing_due', sql, [nowMs, limit])).rows.map(toDue);
}

/** Locks it; null: it is not due any more. The queue is locked, so it stays so. */
export async function takeDue(on: Connection, id: TicketId, nowMs: number): Promise<DueTicket | null> {
  const sql = `select ${COLUMNS} from ticket where id = $2 and due_at <= ${timeOf(1)} for update`;
  const { rows } = await run<Row>(on, 'routing_due_take', sql, [nowMs, id]);
  return rows[0] ? toDue(rows[0]) : null;
}
