// The desk's people and places as they go over the wire.
import { isOpen, opensAt } from '../../../core/desk/hours.ts';
import type { WireDepartment, WireDeskDepartment } from '../../../core/protocol/wire-desk.ts';
import type { WireAuditPage, WireDepartmentSetup } from '../../../core/protocol/wire-setup.ts';
import type { Accounts } from '../account/index.ts';
import type { readAudit } from '../audit/index.ts';
import type { DepartmentRow, DeskDepartmentRow } from './store.ts';
import type { CountedSetupRow } from './store-departments.ts';

type AuditRow = Awaited<ReturnType<typeof readAudit>>[number];

/** `now`: ms of the wall clock. Without hours it is always open. */
export function presentDepartment({ id, name, hours, waiting, away }: DepartmentRow, now: number): WireDepartment {
  const open = hours === null || isOpen(hours, now);
  const opens = open || hours === null ? null : opensAt(hours, now);
  const opensText = opens === null ? null : new Date(opens).toISOString();
  return { id, name, open, opensAt: opensText, timeZone: hours?.timeZone ?? null, away: away ?? null, waiting };
}

/** To the desk's own people. */
export function presentDeskDepartment({ firstAnswerMs, resolutionMs, ...row }: DeskDepartmentRow, now: number): WireDeskDepartment {
  return { ...presentDepartment(row, now), firstAnswerMs, resolutionMs, hours: row.hours };
}

export function presentSetup({ strategy, settings, tickets, agents, version, ...row }: CountedSetupRow, now: number): WireDepartmentSetup {
  return { ...presentDepartment(row, now), strategy, hours: row.hours, settings, tickets, agents, version };
}

/** `rows`: one more than the page where there are more. */
export async function presentAudit(
  rows: readonly AuditRow[],
  first: number,
  accounts: Pick<Accounts, 'loadUsers'>,
): Promise<WireAuditPage> {
  const shown = rows.slice(0, first);
  const users = await accounts.loadUsers([...new Set(shown.map(({ actorId }) => actorId))]);
  const entries = shown.map(({ at, actorId, ...row }) => ({ ...row, at: new Date(at).toISOString(), actor: users.get(actorId) ?? null }));
  return { entries, before: rows.length > first ? (shown.at(-1)?.id ?? null) : null };
}
