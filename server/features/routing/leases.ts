// Who is there: agents whose desk is open at this instance have their leases renewed together; whose lease has run out longer ago
// than the grace loses what visitors wait for (D8), at its old place, in one transaction.
import { loads } from '../../../core/desk/ticket.ts';
import type { DepartmentId, UserId } from '../../../core/protocol/ids.ts';
import { inTransaction } from '../../platform/transaction.ts';
import type { Done } from '../ticket/index.ts';
import { unlessOvertaken } from './overtaken.ts';
import type { RoutingDeps } from './route-queue.ts';
import { type Held, isStillGone, loadGone, loadHeld, loadOffersToAbsent, writeGone } from './store-leases.ts';

const A_SWEEP = 100;
const MOST_LOOKS = 10;

/** Agents who are gone; each is OFFLINE then. Who has come back meanwhile, or was taken care of by another instance, is not among them. */
export async function requeueGone(deps: RoutingDeps, now: number): Promise<UserId[]> {
  const gone: UserId[] = [];
  for (const agentId of await loadGone(deps.db.pool, now, A_SWEEP)) {
    const done = await requeueOf(deps, agentId, now);
    if (!done) continue;
    deps.tickets.committed(done);
    gone.push(agentId);
  }
  return gone;
}

/** Null: they are there again. What came to them while their queues were read is seen behind their lock: then once more. */
async function requeueOf(deps: RoutingDeps, agentId: UserId, now: number): Promise<readonly Done[] | null> {
  for (let look = 0; look < MOST_LOOKS; look += 1) {
    const queues = queuesOf(await loadHeld(deps.db.pool, agentId));
    const done = await inTransaction(deps.db.deeds, async (on) => {
      const desk = deps.tickets.within(on);
      await desk.lockQueues([...queues]);
      await desk.lockAgents([agentId]);
      if (!(await isStillGone(on, agentId, now))) return null;
      const held = await loadHeld(on, agentId);
      if ([...queuesOf(held)].some((id) => !queues.has(id))) return 'again';
      const requeued: Done[] = [];
      for (const { ticketId } of held) requeued.push(await desk.act(ticketId, { kind: 'requeue', at: now, agentId }, { kind: 'system' }));
      await writeGone(on, agentId);
      return requeued;
    });
    if (done !== 'again') return done;
  }
  return null;
}

const queuesOf = (held: readonly Held[]): ReadonlySet<DepartmentId> => new Set(held.map(({ departmentId }) => departmentId));

/** Who goes AWAY or OFFLINE, or leaves the department, is asked nothing more: their offers are open to others at once. */
export async function withdrawFrom({ db, tickets }: RoutingDeps, agentIds: readonly UserId[], now: number): Promise<void> {
  for (const { ticketId, agentId } of await loadOffersToAbsent(db.pool, agentIds)) {
    await unlessOvertaken(tickets.act(ticketId, { kind: 'withdraw', at: now, agentId, reason: 'absent' }, { kind: 'system' }));
  }
}

/** Whose place has fallen free by what was done. */
export function freedBy(done: readonly Done[]): UserId[] {
  return done.flatMap(({ before, ticket }) => {
    const had = before && loads(before);
    return had && had !== loads(ticket) ? [had] : [];
  });
}
