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

function askedOf(filter: ViewFilter, { id, departmentIds }: FilterLooker): Asked {
  const wanted = listed(filter.departmentIds);
  const { assignee } = filter;
  return {
    departments: departmentIds === null ? wanted : departmentIds.filter((each) => !wanted || wanted.includes(each)),
    states: statesOf(filter).map((state) => codeOf(TICKET_STATES, state)),
    priorities: listed(filter.priorities),
    tags: listed(filter.tags),
    assignee: assignee === 'me' ? id : assignee === 'nobody' ? '0' : assignee,
  };
}

const { normal, urgent } = PRIORITIES;
/** As priorityOf has it. */
const PRIORITY = `(case when t.priority < ${normal} then 'low' when t.priority = ${normal} then 'normal' when t.priority < ${urgent} then 'high' else 'urgent' end)`;

/** Each department's own index is looked at: tickets that were put away are never read. */
const CONDITION = `t.department_id = any(coalesce(f.departments, array(select id from department))) and t.state = any(f.states)
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
  looker: FilterLooker,
  filter: ViewFilter,
  { first, after }: FilterPage,
): Promise<TicketId[]> {
  const { rows } = await run<{ id: string }>(
    pool,
    'ticket_filtered',
    `select t.id from jsonb_to_record($1::jsonb) as f(${FIELDS}) join ticket t on ${CONDITION}
     where t.id < coalesce($2::bigint, 9223372036854775807) order by t.id desc limit $3`,
    [JSON.stringify(askedOf(filter, looker)), after, first + 1],
  );
  return rows.map(({ id }) => toId<TicketId>(id));
}

/** In their order, all in one statement; from VIEW_LIMITS.counted on a count is that and one more. */
export async function countFiltered(pool: Pool, looker: FilterLooker, filters: readonly ViewFilter[]): Promise<number[]> {
  if (filters.length === 0) return [];
  const { rows } = await run<{ count: number }>(
    pool,
    'ticket_filtered_count',
    `select (select count(*)::int from (select 1 from ticket t where ${CONDITION} limit ${VIEW_LIMITS.counted + 1}) s) as count
     from rows from (jsonb_to_recordset($1::jsonb) as (${FIELDS})) with ordinality as f(departments, states, priorities, tags, assignee, place)
     order by f.place`,
    [JSON.stringify(filters.map((filter) => askedOf(filter, looker)))],
  );
  return rows.map(({ count }) => count);
}
