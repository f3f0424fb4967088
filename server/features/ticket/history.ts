// What was done to a ticket, as the desk reads it back: its events with the names of who and where.
import type { z } from 'zod';
import type { ticketHistoryInput } from '../../../core/protocol/desk-commands.ts';
import type { DepartmentId, UserId } from '../../../core/protocol/ids.ts';
import type { WireUser } from '../../../core/protocol/wire.ts';
import type { WireDepartment } from '../../../core/protocol/wire-desk.ts';
import type { WireTicketEvent, WireTicketHistory } from '../../../core/protocol/wire-ticket-history.ts';
import { loadEvents, type StoredEvent } from './store-history.ts';
import type { TicketDeps } from './types.ts';

/** They stand in fields of their own, or are the ticket's. */
const TOLD: ReadonlySet<string> = new Set([
  ...['ticketId', 'visitorId', 'agentId', 'departmentId', 'intoId'],
  ...['expiresAt', 'until', 'reason', 'note', 'overCapacity'],
]);

interface Known {
  readonly users: ReadonlyMap<UserId, WireUser>;
  readonly departments: ReadonlyMap<DepartmentId, WireDepartment>;
}

/** For who may read the ticket; nothing of it is asked before somebody looks, and no deed writes for it. */
export function createHistory({ db: { pool }, accounts, agents }: Pick<TicketDeps, 'db' | 'accounts' | 'agents'>) {
  return async function history({ first, ...ask }: z.output<typeof ticketHistoryInput>): Promise<WireTicketHistory> {
    const found = await loadEvents(pool, { ...ask, limit: first + 1 });
    const page = found.slice(0, first);
    const userIds = new Set(page.flatMap(({ actorId, facts }) => [actorId, facts.agentId]).filter((id) => id != null));
    const departmentIds = new Set(page.map(({ facts }) => facts.departmentId).filter((id) => id != null));
    const [users, departments] = await Promise.all([accounts.loadUsers([...userIds]), agents.departmentsById([...departmentIds])]);
    return {
      events: page.map((event) => presentEvent(event, { users, departments })),
      before: found.length > first ? (page.at(-1)?.version ?? null) : null,
    };
  };
}

function presentEvent({ version, kind, at, actorId, facts, intoNumber }: StoredEvent, { users, departments }: Known): WireTicketEvent {
  const { agentId, departmentId, intoId, until, reason, note, overCapacity } = facts;
  const department = departmentId == null ? undefined : departments.get(departmentId);
  return {
    version,
    kind,
    at: new Date(at).toISOString(),
    actor: (actorId && users.get(actorId)) ?? null,
    agent: (agentId && users.get(agentId)) ?? null,
    department: department ? { id: department.id, name: department.name } : null,
    until: until == null ? null : new Date(until).toISOString(),
    reason: reason ?? null,
    note: note ?? null,
    into: intoId == null || intoNumber === null ? null : { id: intoId, number: intoNumber },
    overCapacity: overCapacity === true,
    changes: Object.fromEntries(Object.entries(facts).filter(([name]) => !TOLD.has(name))),
  };
}
