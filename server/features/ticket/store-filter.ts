// Tickets by a saved list's filter: as core/desk/view-filter.ts has it.
import { PRIORITIES } from '../../../core/desk/priority.ts';
import { statesOf } from '../../../core/desk/view-filter.ts';
import { TICKET_STATES } from '../../../core/protocol/desk.ts';
import { VIEW_LIMITS, type ViewFilter } from '../../../core/protocol/desk-views.ts';
import { codeOf } from '../../../core/protocol/events.ts';
import { type DepartmentId, type TicketId, toId, type UserId } from '../../../core/protocol/ids.ts';
import { type Pool, run } from '../../platform/db.ts';

/** Whose departments are looked at; null: all. */
export interface FilterLooker {
  readonly id: UserId;
  readonly departmentIds: readonly DepartmentId[] | null;
}

/** A filter as SQL reads it; null: whatever it is. */
interface Asked {
  readonly departments: readonly DepartmentId[] | null;
  readonly states: readonly number[];
  readonly priorities: readonly string[] | null;
  readonly tags: readonly string[] | null;
  /** `0`: nobody. */
  readonly assignee: UserId | '0' | null;
}

const listed = <T>(list: readonly T[]): readonly T[] | null => (list.length === 0 ? null : list);
const codesOf = (filter: ViewFilter) => statesOf(filter).map((state) => codeOf(TICKET_STATES, state));

function askedOf(filter: ViewFilter, me: UserId): Asked {
  const { departmentIds, priorities, tags, assignee } = filter;
  return {
    departments: listed(departmentIds),
    states: codesOf(filter),
    priorities: listed(priorities),
    tags: listed(tags),
    assignee: assignee === 'me' ? me : assignee === 'nobody' ? '0' : assignee,
  };
}

const { normal, urgent } = PRIORITIES;
/** As priorityOf has it. */
const PRIORITY = `(case when t.priority < ${normal} then 'low' when t.priority = ${normal} then 'normal' when t.priority < ${urgent} then 'high' else 'urgent' end)`;

/**
 * $1 departments (null: all), $2 states. Looked at once for all filters, each department and state by its own index (`offset` keeps
 * the planner from reading the whole table): what was put away is never read, however much it is.
 */
const HERE = `here as materialized (select t.id, t.department_id, t.state, t.priority, t.tags, t.assignee_id
   from unnest(coalesce($1::bigint[], array(select id from department))) d(id) cross join unnest($2::int[]) s(state)
     cross join lateral (select * from ticket where department_id = d.id and state = s.state offset 0) t)`;
const CONDITION = `t.state = any(f.states) and (f.departments is null or t.department_id = any(f.departments))
  and (f.priorities is null or ${PRIORITY} = any(f.priorities)) and (f.tags is null or t.tags && f.tags)
  and (f.assignee is null or coalesce(t.assignee_id, 0) = f.assignee)`;
const FIELDS = 'departments bigint[], states int[], priorities text[], tags text[], assignee bigint';

export interface FilterPage {
  readonly first: number;
  readonly after: TicketId | null;
}

/** The newest first; one more than was asked for, where there are more. */
export async function loadFiltered(
  pool: Pool,
  { id, departmentIds }: FilterLooker,
  filter: ViewFilter,
  { first, after }: FilterPage,
): Promise<TicketId[]> {
  const { rows } = await run<{ id: string }>(
    pool,
    'ticket_filtered',
    `with ${HERE} select t.id from jsonb_to_record($3::jsonb) as f(${FIELDS}) join here t on ${CONDITION}
     where t.id < coalesce($4::bigint, 9223372036854775807) order by t.id desc limit $5`,
    [departmentIds, codesOf(filter), JSON.stringify(askedOf(filter, id)), after, first + 1],
  );
  return rows.map((row) => toId<TicketId>(row.id));
}

/** In their order, all in one statement; from VIEW_LIMITS.counted on a count is that and one more. */
export async function countFiltered(pool: Pool, { id, departmentIds }: FilterLooker, filters: readonly ViewFilter[]): Promise<number[]> {
  if (filters.length === 0) return [];
  const { rows } = await run<{ count: number }>(
    pool,
    'ticket_filtered_count',
    `with ${HERE} select (select count(*)::int from (select 1 from here t where ${CONDITION} limit ${VIEW_LIMITS.counted + 1}) s) as count
     from rows from (jsonb_to_recordset($3::jsonb) as (${FIELDS})) with ordinality as f(departments, states, priorities, tags, assignee, place)
     order by f.place`,
    [departmentIds, [...new Set(filters.flatMap(codesOf))], JSON.stringify(filters.map((filter) => askedOf(filter, id)))],
  );
  return rows.map(({ count }) => count);
}
