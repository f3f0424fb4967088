// What time does to tickets: taken queue by queue, each batch one transaction. Two instances at it take each once: the second looks again behind the queue's lock.
import { dueDeed } from '../../../core/desk/due.ts';
import { compareIds, type DepartmentId } from '../../../core/protocol/ids.ts';
import type { Connection } from '../../platform/db.ts';
import { inTransaction } from '../../platform/transaction.ts';
import type { Done } from '../ticket/index.ts';
import { unlessOvertaken } from './overtaken.ts';
import type { RoutingDeps } from './route-queue.ts';
import { type DueTicket, loadDueTickets, takeDue } from './store-due.ts';

const A_SWEEP = 200;
const A_TRANSACTION = 50;
const SYSTEM = { kind: 'system' } as const;

type Take = (on: Connection, due: DueTicket, desk: ReturnType<RoutingDeps['tickets']['within']>) => Promise<Done | null>;

/** Wakes what was snoozed, resolves what its visitor left, closes what is resolved. Answers how many. */
export async function doDue(deps: RoutingDeps, now: number): Promise<number> {
  return inBatches(deps, await loadDueTickets(deps.db.pool, now, A_SWEEP), async (on, due, desk) => {
    const found = await takeDue(on, due.id, now);
    // It has moved since it was read: its agent is not locked.
    if (!found || found.departmentId !== due.departmentId || found.assigneeId !== due.assigneeId) return null;
    const deed = dueDeed(found.state, now);
    return deed && unlessOvertaken(desk.act(due.id, deed, SYSTEM));
  });
}

async function inBatches(deps: RoutingDeps, all: readonly DueTicket[], take: Take): Promise<number> {
  const queues = new Map<DepartmentId, DueTicket[]>();
  for (const due of all) queues.set(due.departmentId, [...(queues.get(due.departmentId) ?? []), due]);
  let count = 0;
  for (const [departmentId, list] of queues) {
    for (let from = 0; from < list.length; from += A_TRANSACTION) {
      const batch = list.slice(from, from + A_TRANSACTION);
      const done = await inTransaction(deps.db.deeds, (on) => takeBatch(on, deps, departmentId, batch, take));
      deps.tickets.committed(done);
      count += done.length;
    }
  }
  return count;
}

async function takeBatch(
  on: Connection,
  { tickets }: RoutingDeps,
  departmentId: DepartmentId,
  batch: readonly DueTicket[],
  take: Take,
): Promise<Done[]> {
  const desk = tickets.within(on);
  if (!(await desk.lockQueue(departmentId))) return [];
  await desk.lockAgents(batch.flatMap(({ assigneeId }) => assigneeId ?? []));
  const done: Done[] = [];
  for (const due of batch.toSorted((a, b) => compareIds(a.id, b.id))) {
    const one = await take(on, due, desk);
    if (one) done.push(one);
  }
  return done;
}
