// Whether a ticket stands in a saved list. The server asks its database the same (features/ticket/store-filter.ts). Pure.
import { OPEN_STATES, type TicketState } from '../protocol/desk.ts';
import type { ViewFilter } from '../protocol/desk-views.ts';
import type { DepartmentId, UserId } from '../protocol/ids.ts';
import { priorityOf } from './priority.ts';

export interface FilteredTicket {
  readonly state: TicketState;
  readonly departmentId: DepartmentId;
  readonly priority: number;
  readonly tags: readonly string[];
  readonly assigneeId: UserId | null;
}

const oneOf = <T>(list: readonly T[], value: T): boolean => list.length === 0 || list.includes(value);

export const statesOf = ({ states }: Pick<ViewFilter, 'states'>): readonly TicketState[] => (states.length === 0 ? OPEN_STATES : states);

/** `me`: who looks. */
export function standsIn(ticket: FilteredTicket, filter: ViewFilter, me: UserId): boolean {
  const { departmentIds, priorities, tags, assignee } = filter;
  if (!statesOf(filter).includes(ticket.state) || !oneOf(departmentIds, ticket.departmentId)) return false;
  if (!oneOf(priorities, priorityOf(ticket))) return false;
  if (tags.length > 0 && !tags.some((tag) => ticket.tags.includes(tag))) return false;
  if (assignee === null) return true;
  return ticket.assigneeId === (assignee === 'me' ? me : assignee === 'nobody' ? null : assignee);
}
