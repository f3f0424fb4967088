// The operator's page: what this instance knows of itself, and which devices lack something. FORBIDDEN for who has no power.
import { toAppError } from '../../../core/protocol/app-error.ts';
import type { DevicesView, OperationsView } from '../../../core/protocol/operations.ts';
import type { Actor } from '../../platform/actor.ts';
import type { AdminDeps, Connected } from './deps.ts';
import { decideAdministers } from './rules.ts';
import { type DeviceRow, loadDevices } from './store-devices.ts';

/** Devices that are named, the furthest behind first. */
const MOST_BEHIND = 50;
/** Younger is on its way: a device says once a second how far it is, and some seconds later with little to say. */
const GRACE_MS = 15_000;

export async function loadOperations({ db, operations }: AdminDeps, actor: Actor): Promise<OperationsView> {
  const refusal = decideAdministers(actor);
  if (refusal) throw toAppError(refusal);
  const [parts, devices] = await Promise.all([operations.parts(), presentDevices(db, operations.connected())]);
  const { instance, startedAt, slowMs } = operations;
  return {
    instance,
    startedAt: startedAt.toISOString(),
    samples: operations.samples(),
    parts,
    instances: operations.instances(),
    devices,
    slowMs,
    slow: operations.slowCommands(),
    errors: operations.errors(),
  };
}

async function presentDevices(db: AdminDeps['db'], connected: readonly Connected[]): Promise<DevicesView> {
  const kinds = new Map(connected.map(({ terminalId, terminalKind }) => [terminalId, terminalKind]));
  const { complete, silent, behind } = await loadDevices(db.pool, [...kinds.keys()], { most: MOST_BEHIND, graceMs: GRACE_MS });
  const present = ({ since, ...row }: DeviceRow) => ({
    ...row,
    kind: kinds.get(row.terminalId) ?? ('WEB' as const),
    since: since?.toISOString() ?? null,
  });
  return { connected: kinds.size, complete, silent, behind: behind.map(present) };
}
