// Which colleagues a ticket may go to, and in which order: who is there with most room stands first. Pure.

import type { AgentState } from '../../../core/protocol/desk.ts';
import type { WireAgent, WireTicket } from '../../../core/protocol/wire-desk.ts';

const RANK: Readonly<Record<AgentState, number>> = { ONLINE: 0, AWAY: 1, OFFLINE: 2 };

export const hasRoom = ({ load, capacity }: Pick<WireAgent, 'load' | 'capacity'>): boolean => load < capacity;

/** Those who answer in the ticket's department, for nobody else may be asked; without whose it is and without me. */
export function agentsFor(agents: readonly WireAgent[], ticket: Pick<WireTicket, 'assignee' | 'department'>, me: string): WireAgent[] {
  return agents
    .filter(({ user, departmentIds }) => user.id !== ticket.assignee?.id && user.id !== me && departmentIds.includes(ticket.department.id))
    .sort(
      (a, b) =>
        RANK[a.state] - RANK[b.state] ||
        Number(hasRoom(b)) - Number(hasRoom(a)) ||
        a.load / a.capacity - b.load / b.capacity ||
        (a.user.name < b.user.name ? -1 : 1),
    );
}
