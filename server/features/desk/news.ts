// What a commit changed, as instances tell each other.
import { loads } from '../../../core/desk/ticket.ts';
import type { TicketId, UserId } from '../../../core/protocol/ids.ts';
import type { DeskNews } from '../../platform/bus/message.ts';
import type { Done } from '../ticket/index.ts';

const known = <T>(list: readonly (T | null | undefined)[]): T[] => [...new Set(list.flatMap((one) => one ?? []))];

/** What wrote nothing is no news. Of a visitor who is a VIP now no ticket has changed, but how each looks, and where it stands. */
export const changedBy = (done: readonly Done[]): Done[] =>
  done.filter(({ before, ticket, wishes }) => before?.version !== ticket.version || wishes.some(({ kind }) => kind === 'route'));

/** What somebody is asked about now. */
export const offeredBy = (changed: readonly Done[]): TicketId[] => changed.flatMap(({ ticket }) => (ticket.offer ? ticket.id : []));

export function newsOf(changed: readonly Done[]): DeskNews {
  return {
    tickets: changed.map(({ before, ticket }) => [
      ticket.id,
      known([before?.departmentId, ticket.departmentId]),
      known([before?.assigneeId, before?.offer?.agentId, ticket.assigneeId, ticket.offer?.agentId]),
    ]),
    loads: known<UserId>(changed.flatMap(({ before, ticket }) => [before && loads(before), loads(ticket)])),
    people: [],
    talks: [],
  };
}
