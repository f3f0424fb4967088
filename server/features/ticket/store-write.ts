// What deeds write, those of a moment in one statement: their events, the rows of tickets, offers, assignments, the load of agents.
// Only the parts that there are rows for; a part that is behind another's rows says so, since those of a statement run in no order.
import { AppError } from '../../../core/protocol/app-error.ts';
import { AGENT_STATES, DESK_LIMITS, TICKET_STATES, type TicketState } from '../../../core/protocol/desk.ts';
import { codeOf } from '../../../core/protocol/events.ts';
import type { UserId } from '../../../core/protocol/ids.ts';
import { run, sqlState } from '../../platform/db.ts';
import { writtenTogether } from '../../platform/gathered.ts';
import { timeOfMs } from '../../platform/sql-time.ts';

const code = (state: TicketState) => codeOf(TICKET_STATES, state);
const AWAY = codeOf(AGENT_STATES, 'AWAY');
const OFFLINE = codeOf(AGENT_STATES, 'OFFLINE');
/** As the partial index of open tickets has it. */
const IS_OPEN = `t.state between ${code('WAITING')} and ${code('SNOOZED')}`;

export type Row = Readonly<Record<string, unknown>>;

/** Rows for each part. */
export type Writes = { readonly [part in Part]?: readonly Row[] };

interface PartOf {
  /** The columns of its rows. */
  readonly columns: string;
  /** `x`: its rows, as a table. */
  readonly sql: (x: string) => string;
}

/** In the order in which they may depend on each other. */
const PARTS = {
  opened: {
    columns:
      'id bigint, number bigint, department_id bigint, visitor_id bigint, talk_id bigint, notes_id bigint, state smallint, at float8, place float8, over float8, merged_into bigint, version bigint, fields jsonb, talk_due boolean, skills jsonb',
    sql: (
      x,
    ) => `insert into ticket (id, number, department_id, visitor_id, conversation_id, notes_conversation_id, state, enqueued_at, arrived_at, created_at, resolved_at, closed_at, merged_into, version, fields, talk_due, skills)
      select id, number, department_id, visitor_id, talk_id, notes_id, state, ${timeOfMs('place')}, ${timeOfMs('at')}, ${timeOfMs('at')}, ${timeOfMs('over')}, ${timeOfMs('over')}, merged_into, version, fields, talk_due, skills from ${x}`,
  },
  events: {
    columns: 'ticket_id bigint, version bigint, kind text, actor_id bigint, data jsonb, at float8',
    sql: (x) => `insert into ticket_event (ticket_id, version, kind, actor_id, data, created_at)
      select ticket_id, version, kind, actor_id, data, ${timeOfMs('at')} from ${x}`,
  },
  tickets: {
    columns:
      'id bigint, department_id bigint, state smallint, assignee_id bigint, place float8, snoozed_until float8, answered_at float8, unanswered smallint, merged_into bigint, version bigint, visitor_id bigint, arrives boolean, ended boolean, moves boolean, due float8, at float8, last_agent_id bigint, leaves boolean, owes boolean, described boolean, priority int, subject text, tags text[], skills jsonb, skills_by_hand boolean',
    sql: (
      x,
    ) => `update ticket t set department_id = x.department_id, state = x.state, assignee_id = x.assignee_id, enqueued_at = ${timeOfMs('x.place')},
        snoozed_until = ${timeOfMs('x.snoozed_until')}, answered_at = ${timeOfMs('x.answered_at')}, unanswered = x.unanswered, merged_into = x.merged_into,
        version = x.version, visitor_id = x.visitor_id,
        priority = case when x.described then x.priority else t.priority end, subject = case when x.described then x.subject else t.subject end,
        tags = case when x.described then x.tags else t.tags end, skills = case when x.described then x.skills else t.skills end,
        skills_by_hand = case when x.described then x.skills_by_hand else t.skills_by_hand end,
        talk_due = t.talk_due or x.owes or t.department_id <> x.department_id or t.assignee_id is distinct from x.assignee_id or t.visitor_id <> x.visitor_id,
        due_at = case when x.moves then ${timeOfMs('x.due')} else t.due_at end,
        arrived_at = case when x.arrives then ${timeOfMs('x.at')} else t.arrived_at end,
        supervisors_told = t.supervisors_told and x.unanswered > 0,
        resolved_at = case when not x.ended then null when ${IS_OPEN} then ${timeOfMs('x.at')} else t.resolved_at end,
        closed_at = case when x.state = ${code('CLOSED')} then coalesce(t.closed_at, ${timeOfMs('x.at')}) end,
        last_agent_id = coalesce(x.last_agent_id, t.last_agent_id),
        last_agent_at = case when x.last_agent_id is not null or x.leaves then ${timeOfMs('x.at')} else t.last_agent_at end
      from ${x} x where t.id = x.id`,
  },
  offersEnded: {
    columns: 'ticket_id bigint, outcome smallint, reason text, at float8',
    sql: (x) => `update offer o set ended_at = ${timeOfMs('x.at')}, outcome = x.outcome, reason = x.reason
      from ${x} x where o.ticket_id = x.ticket_id and o.ended_at is null returning 1`,
  },
  offersOpened: {
    columns: 'id bigint, ticket_id bigint, agent_id bigint, at float8, expires float8',
    sql: (x) => `insert into offer (id, ticket_id, agent_id, offered_at, expires_at)
      select id, ticket_id, agent_id, ${timeOfMs('at')}, ${timeOfMs('expires')} from ${x}`,
  },
  assignmentsEnded: {
    columns: 'ticket_id bigint, reason text, at float8',
    sql: (x) => `update assignment a set ended_at = ${timeOfMs('x.at')}, reason = x.reason
      from ${x} x where a.ticket_id = x.ticket_id and a.ended_at is null returning 1`,
  },
  assignmentsBegun: {
    columns: 'id bigint, ticket_id bigint, agent_id bigint, department_id bigint, at float8',
    sql: (x) => `insert into assignment (id, ticket_id, agent_id, started_at, department_id)
      select id, ticket_id, agent_id, ${timeOfMs('at')}, department_id from ${x}`,
  },
  /** Whoever takes or accepts a ticket is there: their lease begins anew, and who was OFFLINE is AWAY. */
  agents: {
    columns: 'agent_id bigint, by int, moves boolean, if_room boolean, comes boolean, at float8',
    sql: (x) => `update agent a set load = a.load + x.by, version = a.version + 1,
        idle_since = case when x.moves then ${timeOfMs('x.at')} else a.idle_since end,
        assigned_at = case when x.by > 0 then ${timeOfMs('x.at')} else a.assigned_at end,
        state = case when x.comes and a.state = ${OFFLINE} then ${AWAY} else a.state end,
        lease_until = case when x.comes then greatest(a.lease_until, ${timeOfMs('x.at')} + interval '${DESK_LIMITS.leaseMs} milliseconds') else a.lease_until end
      from ${x} x where a.user_id = x.agent_id and (not x.if_room or a.load + x.by <= a.capacity) returning a.user_id, x.moves`,
  },
  /** The visitor's words in it are to be heard (again). */
  wakes: {
    columns: 'ticket_id bigint',
    sql: (x) => `insert into desk_wake as w (ticket_id, visitor) select ticket_id, true from ${x} order by ticket_id
      on conflict (ticket_id) do update set visitor = true, times = w.times + 1`,
  },
} as const satisfies Readonly<Record<string, PartOf>>;

const DIVISION_BY_ZERO = '22012';

type Part = keyof typeof PARTS;
const NAMES = Object.keys(PARTS) as Part[];

/** What has to be over before: one offer, one assignment of a ticket is open. */
const BEHIND: Partial<Record<Part, Part>> = { offersOpened: 'offersEnded', assignmentsBegun: 'assignmentsEnded' };

const statements = new Map<string, string>();

/** `parts`: for which there are rows, parameter by parameter. */
function statementOf(parts: readonly Part[]): string {
  const name = parts.join(' ');
  const known = statements.get(name);
  if (known !== undefined) return known;
  const all = parts.map((part, at) => {
    const before = BEHIND[part];
    const waits = before && parts.includes(before) ? ` where (select count(*) from ${tableOf(before)}) >= 0` : '';
    const rows = `(select * from jsonb_to_recordset($${at + 1}::jsonb) as r(${PARTS[part].columns})${waits})`;
    return `${tableOf(part)} as (${PARTS[part].sql(rows)})`;
  });
  // A load that finds no room fails the statement, so that a COMMIT that is sent behind it commits nothing.
  const moved = `(select count(*) from ${tableOf('agents')} where moves)`;
  const sql = `with ${all.join(', ')} select ${parts.includes('agents') ? `1 / (${moved} = $${parts.length + 1}::int)::int` : '1'}`;
  statements.set(name, sql);
  return sql;
}

const tableOf = (part: Part) => `w_${part.toLowerCase()}`;

/** Loads by agent: one that several deeds of the moment touch is moved once. */
function loadsOf(rows: readonly Row[]): Row[] {
  const agents = new Map<unknown, LoadRow>();
  for (const row of rows as readonly LoadRow[]) {
    const { agent_id, by, moves, if_room, comes, at } = agents.get(row.agent_id) ?? { ...row, by: 0 };
    agents.set(row.agent_id, {
      agent_id,
      by: by + row.by,
      moves: moves || row.moves,
      if_room: if_room || row.if_room,
      comes: comes || row.comes,
      at: Math.max(at, row.at),
    });
  }
  return [...agents.values()];
}

export interface LoadRow extends Row {
  readonly agent_id: UserId;
  readonly by: number;
  readonly moves: boolean;
  readonly if_room: boolean;
  readonly comes: boolean;
  readonly at: number;
}

/**
 * Each in the transaction of its caller, who holds the locks.
 * @throws CONFLICT `full`: a load would have risen above the capacity; with it goes the whole transaction
 */
export const writeDeed = writtenTogether<Writes>(async (on, list) => {
  const rows = new Map<Part, Row[]>();
  for (const writes of list)
    for (const part of NAMES) {
      const own = writes[part];
      if (own && own.length > 0) rows.set(part, [...(rows.get(part) ?? []), ...own]);
    }
  const loads = loadsOf(rows.get('agents') ?? []);
  if (loads.length > 0) rows.set('agents', loads);
  const parts = NAMES.filter((part) => rows.has(part));
  if (parts.length === 0) return;
  const moves = loads.filter((load) => load.moves).length;
  try {
    await run(on, `ticket_write ${parts.map((part) => NAMES.indexOf(part)).join(' ')}`, statementOf(parts), [
      ...parts.map((part) => JSON.stringify(rows.get(part))),
      ...(loads.length > 0 ? [moves] : []),
    ]);
  } catch (error) {
    throw sqlState(error) === DIVISION_BY_ZERO ? new AppError('CONFLICT', { reason: 'full' }) : error;
  }
});
