// A ticket as the desk sees it.

import { TICKET_STATES } from '../../../core/protocol/desk.ts';
import { nameOf } from '../../../core/protocol/events.ts';
import { type ConversationId, type DepartmentId, type TicketId, toId, type UserId } from '../../../core/protocol/ids.ts';
import type { WireTicket } from '../../../core/protocol/wire-desk.ts';
import { loadForDesk } from './store-view.ts';
import type { TicketDeps } from './types.ts';

export async function presentForDesk({ db, accounts }: TicketDeps, ids: readonly TicketId[]): Promise<Map<TicketId, WireTicket>> {
  const rows = await loadForDesk(db.pool, ids);
  const users = await accounts.loadUsers(
    [...new Set(rows.flatMap((row) => [row.visitor_id, row.assignee_id ?? []].flat()))].map((id) => toId<UserId>(id)),
  );
  const wires = new Map<TicketId, WireTicket>();
  for (const row of rows) {
    const visitor = users.get(toId<UserId>(row.visitor_id));
    const id = toId<TicketId>(row.id);
    const state = nameOf(TICKET_STATES, row.state);
    wires.set(id, {
      id,
      number: Number(row.number),
      state,
      department: { id: toId<DepartmentId>(row.department_id), name: row.department, open: true, opensAt: null, waiting: 0 },
      priority: row.priority,
      subject: row.subject,
      tags: row.tags,
      conversationId: toId<ConversationId>(row.conversation_id),
      notesConversationId: toId<ConversationId>(row.notes_conversation_id),
      visitor: visitor ?? { id: toId<UserId>(row.visitor_id), handle: '', name: '', avatarUrl: null, kind: 'VISITOR' },
      assignee: row.assignee_id === null ? null : (users.get(toId<UserId>(row.assignee_id)) ?? null),
      createdAt: row.created_at.toISOString(),
      waitingSince: state === 'WAITING' || state === 'OFFERED' ? (row.enqueued_at?.toISOString() ?? null) : null,
      position: null,
      estimatedWaitMs: null,
      version: Number(row.version),
    });
  }
  return wires;
}
