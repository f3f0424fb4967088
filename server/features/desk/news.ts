// What a commit changed, as instances tell each other.
import { loads } from '../../../core/desk/ticket.ts';
import type { UserId } from '../../../core/protocol/ids.ts';
import type { DeskNews } from '../../platform/bus/message.ts';
import type { Done } from '../ticket/index.ts';

const known = <T>(list: readonly (T | null | undefined)[]): T[] => [...new Set(list.flatMap((one) => one ?? []))];

/** What wrote nothing is no news. */
export const changedBy = (done: readonly Done[]): Done[] => done.filter(({ before, ticket }) => before?.version !== ticket.version);

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
