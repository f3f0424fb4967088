// A visitor's matter begins: its ticket stands at the end of the department's queue, unless one is open there: that one stays,
// and words that stand already are found from it.
import type { TicketDecision } from '../../../core/desk/decide-ticket.ts';
import type { DeskActor, Ticket } from '../../../core/desk/ticket.ts';
import type { TicketId, UserId } from '../../../core/protocol/ids.ts';
import type { Connection } from '../../platform/db.ts';
import { awaitLater, sentTogether } from '../../platform/sent-together.ts';
import { eventRow, openedRow } from './deed-rows.ts';
import { decided } from './perform.ts';
import { findByTalk, findOpen, loadTicket, survivingVisitor } from './store.ts';
import { inheritKeys } from './store-adopt.ts';
import { dropDraft } from './store-draft.ts';
import { lockTalks } from './store-lock.ts';
import { writeDeed } from './store-write.ts';
import type { Done, LockedQueue, NewTicket, OwnDeps, TicketDeps, Writing } from './types.ts';

export async function openTicket(deps: OwnDeps, wanted: NewTicket): Promise<Done> {
  const { departmentId } = wanted;
  const hasWords = wanted.ticketId !== undefined;
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
    // Words that came just before their visitor turned out to be somebody are that person's, also when they are said again.
    if (visitorId !== wanted.visitorId) await inheritKeys(on, wanted.visitorId, visitorId);
    awaitLater(last, dropDraft(on, wanted.conversationId));
    const opening = { ...wanted, number, visitorId, skills, talkOf: wanted.visitorId };
    if (!open) return insert(on, deps, opening, last);
    if (stands || !hasWords) return { before: open, ticket: open, wishes: [] };
    return insertMerged(on, deps, opening, open.id);
  };
  return deps.turns.share(departmentId, {
    agentIds: [],
    ticketIds: [],
    visitorId: wanted.visitorId,
    // A department that was archived meanwhile has one more.
    goesOn: hasWords,
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

type Opening = NewTicket & Pick<LockedQueue, 'skills'> & { readonly number: number; readonly talkOf: UserId };

const SYSTEM: DeskActor = { kind: 'system' };

function openingOf({ ids }: Pick<TicketDeps, 'ids'>, { at, departmentId, skills, ticketId, visitorId }: Opening): TicketDecision {
  return decided(null, { kind: 'open', at, ticketId: ticketId ?? ids.next<TicketId>(), visitorId, departmentId, skills }, SYSTEM);
}

const eventsOf = ({ next, effects }: TicketDecision) =>
  effects.flatMap((effect) => (effect.kind === 'store' ? [eventRow(next.id, next.version, effect.event)] : []));

/** `last`: for what need not be waited for. */
function insert(on: Connection, deps: TicketDeps, opening: Opening, last: Promise<unknown>[]): Done {
  const decision = openingOf(deps, opening);
  const { next, effects } = decision;
  const row = openedRow(next, opening.number, { ...opening, visitorId: opening.talkOf });
  awaitLater(last, writeDeed(on, { opened: [row], events: eventsOf(decision) }));
  return { before: null, ticket: next, wishes: effects.filter((effect) => effect.kind === 'route') };
}

/**
 * Another ticket has come to be the open one here while the words were on their way: it stays, and a line in it leads to them. They
 * stand in one that is written as it is after both deeds, for not even between two statements may there be two that are open.
 */
async function insertMerged(on: Connection, deps: TicketDeps, opening: Opening, intoId: TicketId): Promise<Done> {
  const opened = openingOf(deps, opening);
  const merged = decided(opened.next, { kind: 'merge', at: opening.at, intoId }, SYSTEM);
  const { id } = merged.next;
  await writeDeed(on, {
    opened: [openedRow(merged.next, opening.number, { ...opening, visitorId: opening.talkOf })],
    events: [...eventsOf(opened), ...eventsOf(merged)],
    wakes: [{ ticket_id: id }],
  });
  // Who is writing there has written before the line is owed, or finds the ticket over.
  await lockTalks(on, [id]);
  return { before: null, ticket: merged.next, wishes: [] };
}
