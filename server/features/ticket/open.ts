// A visitor's matter begins: its ticket stands at the end of the department's queue, unless one is open there.
import { decideTicket } from '../../../core/desk/decide-ticket.ts';
import type { Ticket } from '../../../core/desk/ticket.ts';
import { toAppError } from '../../../core/protocol/app-error.ts';
import { isRefusal } from '../../../core/protocol/errors.ts';
import type { TicketId, UserId } from '../../../core/protocol/ids.ts';
import type { Connection } from '../../platform/db.ts';
import { awaitLater, sentTogether } from '../../platform/sent-together.ts';
import { eventRow, openedRow } from './deed-rows.ts';
import { performLocked } from './perform.ts';
import { findByTalk, findOpen, loadTicket, survivingVisitor } from './store.ts';
import { inheritKeys } from './store-adopt.ts';
import { dropDraft } from './store-draft.ts';
import { writeDeed } from './store-write.ts';
import type { Done, LockedQueue, NewTicket, OwnDeps, TicketDeps, Writing } from './types.ts';

export async function openTicket(deps: OwnDeps, wanted: NewTicket): Promise<Done> {
  const { departmentId } = wanted;
  const number = await deps.numbers.next();
  const found = async (on: Connection): Promise<Found> => {
    const [visitorId, stands, own] = await sentTogether([
      survivingVisitor(on, wanted.visitorId),
      findByTalk(on, wanted.conversationId),
      findOpen(on, wanted.visitorId, departmentId),
    ]);
    const other = visitorId === wanted.visitorId ? own : await findOpen(on, visitorId, departmentId);
    const there = stands ?? other;
    return { visitorId, stands: stands !== undefined, open: there && (await loadTicket(on, there)) };
  };
  const write = async (on: Connection, { visitorId, stands, open }: Found, { queue: { skills }, last }: Writing): Promise<Done> => {
    const isLate = visitorId !== wanted.visitorId;
    // Words that came just before their visitor turned out to be somebody are that person's, also when they are said again.
    if (isLate) await inheritKeys(on, wanted.visitorId, visitorId);
    awaitLater(last, dropDraft(on, wanted.conversationId));
    if (!open) return insert(on, deps, { ...wanted, number, visitorId, skills, talkOf: wanted.visitorId }, last);
    if (isLate && !stands) await mergeLate(on, deps, { ...wanted, number, skills, talkOf: wanted.visitorId }, { visitorId, open });
    return { before: open, ticket: open, wishes: [] };
  };
  // Its words stand: a department that was archived meanwhile has one more.
  return deps.turns.share(departmentId, {
    agentIds: [],
    ticketIds: [],
    visitorId: wanted.visitorId,
    goesOn: wanted.ticketId !== undefined,
    prepare: found,
    write,
  });
}

/** What is there of a visitor who opens a ticket. */
interface Found {
  /** Who they are now. */
  readonly visitorId: UserId;
  /** It is this one: it was opened before. */
  readonly stands: boolean;
  readonly open: Ticket | null;
}

type Inserting = NewTicket & Pick<LockedQueue, 'skills'> & { readonly number: number; readonly talkOf: UserId };

/** `last`: for what need not be waited for. */
async function insert(on: Connection, { ids }: Pick<TicketDeps, 'ids'>, wanted: Inserting, last: Promise<unknown>[]): Promise<Done> {
  const { at, departmentId, number, skills, talkOf, visitorId } = wanted;
  const deed = { kind: 'open', at, ticketId: wanted.ticketId ?? ids.next<TicketId>(), visitorId, departmentId, skills } as const;
  const decision = decideTicket(null, deed, { kind: 'system' });
  if (isRefusal(decision)) throw toAppError(decision);
  const { next, effects } = decision;
  const writing = writeDeed(on, {
    opened: [openedRow(next, number, { ...wanted, visitorId: talkOf })],
    events: effects.flatMap((effect) => (effect.kind === 'store' ? [eventRow(next.id, next.version, effect.event)] : [])),
  });
  awaitLater(last, writing);
  return { before: null, ticket: next, wishes: effects.filter((effect) => effect.kind === 'route') };
}

/** The person has a ticket here already: that one stays, and a line in it leads to the words, which stand in one that is over. */
async function mergeLate(on: Connection, deps: TicketDeps, wanted: Inserting, { visitorId, open }: { visitorId: UserId; open: Ticket }) {
  const writing: Promise<unknown>[] = [];
  const { ticket } = await insert(on, deps, wanted, writing);
  await sentTogether(writing);
  const { at } = wanted;
  const merged = await performLocked(on, deps, ticket, { kind: 'merge', at, intoId: open.id }, { kind: 'system' });
  await performLocked(on, deps, merged.ticket, { kind: 'identify', at, visitorId }, { kind: 'system' });
}
