// Idempotence: whether what a deed wants is so already, whoever did it. Deeds come twice: from two tabs, retries, two sweepers.
import type { Deed } from './deeds.ts';
import { changesOf } from './description.ts';
import { assignedTo, type DeskActor, isOpenState, type Ticket } from './ticket.ts';

/** Whether the deed's result is there already. */
export function isDone(ticket: Ticket, deed: Deed, actor: DeskActor): boolean {
  const { state, offer, lastOffer } = ticket;
  const mine = actor.kind === 'agent' && assignedTo(ticket) === actor.id;
  const ended = (agentId: string, end: string) => state === 'WAITING' && lastOffer?.agentId === agentId && lastOffer.end === end;
  switch (deed.kind) {
    case 'open':
    case 'reopen':
      return isOpenState(state);
    case 'offer':
    case 'transferToAgent':
      return offer?.agentId === deed.agentId || assignedTo(ticket) === deed.agentId;
    case 'accept':
    case 'take':
      return mine;
    case 'decline':
      // Routing may have asked the next one by now.
      return actor.kind === 'agent' && lastOffer?.agentId === actor.id && lastOffer.end === 'declined' && offer?.agentId !== actor.id;
    case 'timeOut':
      return ended(deed.agentId, 'timedOut');
    case 'withdraw':
      return ended(deed.agentId, 'withdrawn');
    case 'requeue':
      return (offer?.agentId ?? assignedTo(ticket)) !== deed.agentId;
    case 'transferToDepartment':
    case 'overflow':
      return isOpenState(state)
        ? ticket.departmentId === deed.departmentId
        : ticket.mergedIntoId !== null && ticket.mergedIntoId === deed.visitorsOpenId;
    case 'setPending':
      return state === 'PENDING';
    case 'snooze':
      return state === 'SNOOZED' && ticket.snoozedUntil === deed.until;
    case 'wake':
      return state === 'ACTIVE';
    case 'resolve':
    case 'autoResolve':
      return state === 'RESOLVED';
    case 'close':
      return state === 'CLOSED';
    case 'merge':
      return ticket.mergedIntoId === deed.intoId;
    case 'identify':
      return ticket.visitorId === deed.visitorId;
    case 'describe':
      return Object.keys(changesOf(ticket.description, deed)).length === 0;
    case 'visitorSpeaks':
    case 'agentSpeaks':
      return false;
  }
}
