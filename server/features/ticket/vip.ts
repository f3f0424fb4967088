// A visitor's VIP mark: their tickets stand higher in every queue. Set behind the locks of the queues in which they wait, so that
// routing sees it before or after, never between two tickets.
import { type DeskActor, isSupervisor } from '../../../core/desk/ticket.ts';
import { AppError } from '../../../core/protocol/app-error.ts';
import type { UserId } from '../../../core/protocol/ids.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { writeAudit } from '../audit/index.ts';
import { MOST_LOOKS } from './perform.ts';
import { lockQueues } from './store-lock.ts';
import { loadOpenOf, loadVisitorSeen, updateVip } from './store-vip.ts';
import type { Done, TicketDeps } from './types.ts';

type Agent = Extract<DeskActor, { readonly kind: 'agent' }>;

/**
 * Their open tickets, each to be told anew; none where they were marked so already.
 * @throws NOT_FOUND: no such visitor, or none whom this agent may see; FORBIDDEN: nobody of whom they have a ticket
 */
export async function markVip(deps: TicketDeps, asked: UserId, vip: boolean, as: Agent): Promise<readonly Done[]> {
  const seen = await loadVisitorSeen(deps.db.pool, asked, as.id);
  if (!seen || !(isSupervisor(as) || seen.readable)) throw new AppError('NOT_FOUND');
  if (!isSupervisor(as) && !seen.has) throw new AppError('FORBIDDEN');
  const { id } = seen;
  const target = (await deps.accounts.loadUsers([id])).get(id)?.name ?? id;
  for (let look = 0; look < MOST_LOOKS; look += 1) {
    const queues = queuesOf(await loadOpenOf(deps.db.pool, id));
    const done = await inTransaction(deps.db.deeds, async (on) => {
      await lockQueues(on, [...queues]);
      const open = await loadOpenOf(on, id);
      if ([...queuesOf(open)].some((queue) => !queues.has(queue))) return null;
      if (!(await updateVip(on, id, vip))) return [];
      await writeAudit(on, deps.ids, { actorId: as.id, deed: 'visitorVip', target, before: { vip: !vip }, after: { vip } });
      return open.map((ticket): Done => ({ before: ticket, ticket, wishes: [{ kind: 'route', departmentId: ticket.departmentId }] }));
    });
    if (done) return done;
  }
  throw new AppError('CONFLICT', { reason: 'again' });
}

const queuesOf = (open: readonly Done['ticket'][]) => new Set(open.map(({ departmentId }) => departmentId));
