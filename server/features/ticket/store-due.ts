// What a department says of the timers of its tickets.
import { z } from 'zod';
import { DUE_SETTINGS, type DueSettings, dueOf } from '../../../core/desk/due.ts';
import type { Ticket } from '../../../core/desk/ticket.ts';
import { type DepartmentId, toId } from '../../../core/protocol/ids.ts';
import { type Connection, run } from '../../platform/db.ts';
import { loadedTogether } from '../../platform/gathered.ts';

const settings = z.object({
  autoResolveMs: z.number().nullable().default(DUE_SETTINGS.autoResolveMs),
  closeMs: z.number().nullable().default(DUE_SETTINGS.closeMs),
});

const waitsLong = ({ state }: Ticket) => state === 'PENDING' || state === 'RESOLVED';

/** When time does something to it, that came into its state at `since`. The settings are read only where they say something. */
export async function loadDue(on: Connection, ticket: Ticket, since: number): Promise<number | null> {
  return dueOf(ticket, since, waitsLong(ticket) ? ((await settingsOf(on, ticket.departmentId)) ?? DUE_SETTINGS) : DUE_SETTINGS);
}

const settingsOf = loadedTogether<DepartmentId, DueSettings, Connection>(async (on, ids) => {
  const sql = 'select id, settings from department where id = any($1::bigint[])';
  const { rows } = await run<{ id: string; settings: unknown }>(on, 'ticket_due_settings', sql, [ids]);
  return new Map(rows.map((row) => [toId<DepartmentId>(row.id), settings.parse(row.settings)]));
});
