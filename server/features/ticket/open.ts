// A visitor's matter begins: its ticket stands at the end of the department's queue, unless one is open there.
import { decideTicket } from '../../../core/desk/decide-ticket.ts';
import { AppError, toAppError } from '../../../core/protocol/app-error.ts';
import { isRefusal } from '../../../core/protocol/errors.ts';
import type { TicketId } from '../../../core/protocol/ids.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { findByTalk, findOpen, insertTicket, loadTicket, lockQueues, survivingVisitor } from './store.ts';
import { insertEvent } from './store-effects.ts';
import { dropDraft } from './store-talk.ts';
import type { Done, NewTicket, TicketDeps } from './types.ts';

export async function openTicket({ db, ids, numbers }: TicketDeps, wanted: NewTicket): Promise<Done> {
  const { departmentId, at } = wanted;
  const number = await numbers.next();
  return inTransaction(db.pool, async (on) => {
    if ((await lockQueues(on, [departmentId])) === 0) throw new AppError('NOT_FOUND');
    const visitorId = await survivingVisitor(on, wanted.visitorId);
    await dropDraft(on, wanted);
    const there = (await findByTalk(on, wanted.conversationId)) ?? (await findOpen(on, visitorId, departmentId));
    const open = there && (await loadTicket(on, there));
    if (open) return { before: open, ticket: open, wishes: [] };
    const deed = { kind: 'open', at, ticketId: wanted.ticketId ?? ids.next<TicketId>(), visitorId, departmentId } as const;
    const decision = decideTicket(null, deed, { kind: 'system' });
    if (isRefusal(decision)) throw toAppError(decision);
    const { next, effects } = decision;
    await insertTicket(on, next, number, wanted);
    for (const effect of effects) if (effect.kind === 'store') await insertEvent(on, next.id, next.version, effect.event);
    return { before: null, ticket: next, wishes: effects.filter((effect) => effect.kind === 'route') };
  });
}
