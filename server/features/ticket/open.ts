// A visitor's matter begins: its ticket stands at the end of the department's queue, unless one is open there.
import { decideTicket } from '../../../core/desk/decide-ticket.ts';
import type { Ticket } from '../../../core/desk/ticket.ts';
import { AppError, toAppError } from '../../../core/protocol/app-error.ts';
import { isRefusal } from '../../../core/protocol/errors.ts';
import type { TicketId, UserId } from '../../../core/protocol/ids.ts';
import type { Connection } from '../../platform/db.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { performLocked } from './perform.ts';
import { findByTalk, findOpen, insertTicket, loadTicket, lockQueues, survivingVisitor } from './store.ts';
import { inheritKeys, insertWord } from './store-adopt.ts';
import { insertEvent } from './store-effects.ts';
import { dropDraft } from './store-talk.ts';
import type { Done, NewTicket, TicketDeps } from './types.ts';

export async function openTicket(deps: TicketDeps, wanted: NewTicket): Promise<Done> {
  const { departmentId } = wanted;
  const number = await deps.numbers.next();
  return inTransaction(deps.db.pool, async (on) => {
    if ((await lockQueues(on, [departmentId])) === 0) throw new AppError('NOT_FOUND');
    const visitorId = await survivingVisitor(on, wanted.visitorId);
    const isLate = visitorId !== wanted.visitorId;
    // Words that came just before their visitor turned out to be somebody are that person's, also when they are said again.
    if (isLate) await inheritKeys(on, wanted.visitorId, visitorId);
    await dropDraft(on, wanted);
    const stands = await findByTalk(on, wanted.conversationId);
    const there = stands ?? (await findOpen(on, visitorId, departmentId));
    const open = there && (await loadTicket(on, there));
    if (!open) return insert(on, deps, { ...wanted, number, visitorId, talkOf: wanted.visitorId });
    if (isLate && !stands) await mergeLate(on, deps, { ...wanted, number, talkOf: wanted.visitorId }, { visitorId, open });
    return { before: open, ticket: open, wishes: [] };
  });
}

type Inserting = NewTicket & { readonly number: number; readonly talkOf: UserId };

async function insert(on: Connection, { ids }: Pick<TicketDeps, 'ids'>, wanted: Inserting): Promise<Done> {
  const { at, departmentId, number, talkOf, visitorId } = wanted;
  const deed = { kind: 'open', at, ticketId: wanted.ticketId ?? ids.next<TicketId>(), visitorId, departmentId } as const;
  const decision = decideTicket(null, deed, { kind: 'system' });
  if (isRefusal(decision)) throw toAppError(decision);
  const { next, effects } = decision;
  await insertTicket(on, next, number, { ...wanted, visitorId: talkOf });
  for (const effect of effects) if (effect.kind === 'store') await insertEvent(on, next.id, next.version, effect.event);
  return { before: null, ticket: next, wishes: effects.filter((effect) => effect.kind === 'route') };
}

/** The person has a ticket here already: that one stays, and a line in it leads to the words, which stand in one that is over. */
async function mergeLate(on: Connection, deps: TicketDeps, wanted: Inserting, { visitorId, open }: { visitorId: UserId; open: Ticket }) {
  const { ticket } = await insert(on, deps, wanted);
  const { at } = wanted;
  const merged = await performLocked(on, deps, ticket, { kind: 'merge', at, intoId: open.id }, { kind: 'system' });
  await performLocked(on, deps, merged.ticket, { kind: 'identify', at, visitorId }, { kind: 'system' });
  await insertWord(on, ticket.id);
}
