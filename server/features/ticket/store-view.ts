// Tickets as they are shown.
import type { TicketId } from '../../../core/protocol/ids.ts';
import { type Pool, type Row, run } from '../../platform/db.ts';

export interface ViewRow extends Row {
  id: string;
  number: string;
  state: number;
  department_id: string;
  department: string;
  visitor_id: string;
  assignee_id: string | null;
  conversation_id: string;
  notes_conversation_id: string;
  priority: number;
  subject: string | null;
  tags: string[];
  created_at: Date;
  enqueued_at: Date | null;
  version: string;
}

export async function loadForDesk(pool: Pool, ids: readonly TicketId[]): Promise<ViewRow[]> {
  const sql = `select t.id, t.number, t.state, t.department_id, d.name as department, t.visitor_id, t.assignee_id, t.conversation_id,
      t.notes_conversation_id, t.priority, t.subject, t.tags, t.created_at, t.enqueued_at, t.version
    from ticket t join department d on d.id = t.department_id where t.id = any($1::bigint[]) order by t.id`;
  return (await run<ViewRow>(pool, 'ticket_for_desk', sql, [ids])).rows;
}
