// In which views a ticket stands, by what is known of it: as the server decides. Pure.
import { OPEN_STATES, type TicketView } from '../../../core/protocol/desk.ts';
import type { DepartmentId, UserId } from '../../../core/protocol/ids.ts';
import type { WireTicket } from '../../../core/protocol/wire-desk.ts';

export interface ViewKey {
  readonly view: TicketView;
  /** Null: of all departments that I may see. */
  readonly departmentId: DepartmentId | null;
}

/** Who looks. */
export interface Onlooker {
  readonly userId: UserId;
  /** Whose tickets they see besides their own; null: those of all. */
  readonly departmentIds: readonly DepartmentId[] | null;
}

export const nameOfKey = ({ view, departmentId }: ViewKey): string => `${view} ${departmentId ?? ''}`;

const OPEN: ReadonlySet<string> = new Set(OPEN_STATES);

export function isOpen({ state }: Pick<WireTicket, 'state'>): boolean {
  return OPEN.has(state);
}

/** Whether it stands in a view of theirs. */
export function isIn(ticket: WireTicket, { view, departmentId }: ViewKey, { userId, departmentIds }: Onlooker): boolean {
  if (departmentId !== null && ticket.department.id !== departmentId) return false;
  const { state, assignee } = ticket;
  if (view === 'mine') return assignee?.id === userId && (state === 'ACTIVE' || state === 'PENDING');
  if (departmentIds !== null && !departmentIds.includes(ticket.department.id)) return false;
  switch (view) {
    case 'queue':
      return state === 'WAITING' || state === 'OFFERED';
    case 'unanswered':
      return ticket.nobodyAnswers === true;
    case 'all':
      return isOpen(ticket);
    case 'snoozed':
      return state === 'SNOOZED';
    case 'closed':
      return !isOpen(ticket);
  }
}
