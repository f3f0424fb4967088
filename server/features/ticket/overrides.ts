// What a supervisor overrode stands in the desk's log, written with the deed: a ticket taken from its agent, one above a capacity.
import type { TicketEvent } from '../../../core/desk/deeds.ts';
import type { Ticket } from '../../../core/desk/ticket.ts';
import type { Connection } from '../../platform/db.ts';
import type { IdSource } from '../../platform/ids.ts';
import { writeAudit } from '../audit/index.ts';
import { loadNumber } from './store.ts';

export async function recordOverrides(on: Connection, ids: IdSource, before: Ticket, next: Ticket, event: TicketEvent): Promise<void> {
  const { actorId } = event;
  if (actorId === null) return;
  const had = before.assigneeId ?? before.offer?.agentId ?? null;
  const has = next.assigneeId ?? next.offer?.agentId ?? null;
  const takenOver = event.kind === 'taken' && had !== null && had !== actorId;
  const over = event.data.overCapacity === true;
  if (!takenOver && !over) return;
  const target = `#${await loadNumber(on, next.id)}`;
  if (takenOver) await writeAudit(on, ids, { actorId, deed: 'ticketTakenOver', target, before: { agentId: had }, after: { agentId: has } });
  if (over) await writeAudit(on, ids, { actorId, deed: 'ticketOverCapacity', target, before: null, after: { agentId: has } });
}
