// What a department says of the timers of its tickets, and whether an agent is there to go on with one.
import { z } from 'zod';
import { DUE_SETTINGS, type DueSettings, dueOf } from '../../../core/desk/due.ts';
import type { Ticket } from '../../../core/desk/ticket.ts';
import { AGENT_STATES } from '../../../core/protocol/desk.ts';
import { codeOf } from '../../../core/protocol/events.ts';
import type { UserId } from '../../../core/protocol/ids.ts';
import { type Connection, run } from '../../platform/db.ts';

const settings = z.object({
  autoResolveMs: z.number().nullable().default(DUE_SETTINGS.autoResolveMs),
  closeMs: z.number().nullable().default(DUE_SETTINGS.closeMs),
});

const waitsLong = ({ state }: Ticket) => state === 'PENDING' || state === 'RESOLVED';

/** When time does something to it, that came into its state at `since`. The settings are read only where they say something. */
export async function loadDue(on: Connection, ticket: Ticket, since: number): Promise<number | null> {
  return dueOf(ticket, since, waitsLong(ticket) ? await loadSettings(on, ticket) : DUE_SETTINGS);
}

async function loadSettings(on: Connection, { departmentId }: Ticket): Promise<DueSettings> {
  const sql = 'select settings from department where id = $1';
  const { rows } = await run<{ settings: unknown }>(on, 'ticket_due_settings', sql, [departmentId]);
  return settings.parse(rows[0]?.settings ?? {});
}

/** Whether an agent has been gone for longer than the grace (D8): what they have is taken from them (docs/routing.md). */
export async function isGone(on: Connection, agentId: UserId): Promise<boolean> {
  const sql = `select 1 from agent where user_id = $1 and state = ${codeOf(AGENT_STATES, 'OFFLINE')} and lease_until is null`;
  return (await run(on, 'ticket_agent_gone', sql, [agentId])).rows.length > 0;
}
