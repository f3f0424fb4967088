// What a deed writes, in one statement with those that share its moment.
import type { TicketDecision } from '../../../core/desk/decide-ticket.ts';
import type { Ticket } from '../../../core/desk/ticket.ts';
import type { TicketEffect } from '../../../core/desk/ticket-effects.ts';
import type { Connection } from '../../platform/db.ts';
import { awaitLater, sentTogether } from '../../platform/sent-together.ts';
import { assignmentEndRow, assignmentRow, comesRow, eventRow, loadRow, offerEndRow, offerRow, ticketRow } from './deed-rows.ts';
import { recordOverrides } from './overrides.ts';
import { loadDue } from './store-due.ts';
import { lockTalksInStep } from './store-lock.ts';
import { type Writes, writeDeed } from './store-write.ts';
import type { Done, TicketDeps, Wish } from './types.ts';

const isWish = (effect: TicketEffect): effect is Wish =>
  effect.kind === 'route' || effect.kind === 'tellSupervisors' || effect.kind === 'link';

interface At {
  /** ms of the wall clock. */
  readonly at: number;
  /** Its talk is locked already. */
  readonly holdsTalk: boolean;
  /** For what need not be waited for; null: all of it is. */
  readonly last: Promise<unknown>[] | null;
}

/** Decided on the locked ticket. @throws CONFLICT `full`, and then nothing of the transaction stands */
export async function carryOut(
  on: Connection,
  { ids }: Pick<TicketDeps, 'ids'>,
  ticket: Ticket,
  decision: TicketDecision,
  { at, holdsTalk, last }: At,
): Promise<Done> {
  const { next, effects } = decision;
  const stored = effects.find((effect) => effect.kind === 'store');
  const event = stored?.kind === 'store' ? stored.event : null;
  const due = event ? await loadDue(on, next, at) : null;
  const isSame = next.assigneeId === ticket.assigneeId && next.state === ticket.state;
  const writing = sentTogether([
    // The last of the locks: from here to the commit nobody writes in the talk. So a former agent's word is refused (D6), and a
    // visitor's word finds what sleeps or is over as it is.
    isSame || holdsTalk ? null : lockTalksInStep(on, ticket.id),
    writeDeed(on, writesOf(ids, ticket, decision, { due, at })),
  ]);
  if (last) awaitLater(last, writing);
  else await writing;
  if (event) await recordOverrides(on, ids, ticket, next, event);
  return { before: ticket, ticket: next, wishes: effects.filter(isWish) };
}

function writesOf(
  ids: TicketDeps['ids'],
  ticket: Ticket,
  { next, effects }: TicketDecision,
  { due, at }: { readonly due: number | null; readonly at: number },
): Writes {
  const of = <K extends TicketEffect['kind']>(kind: K) =>
    effects.filter((effect): effect is Extract<TicketEffect, { readonly kind: K }> => effect.kind === kind);
  const [event] = of('store').map((effect) => effect.event);
  const begun = of('assignmentBegins');
  const ends = of('assignmentEnds').length > 0;
  const move = { before: ticket, next, due, at, beginsWith: begun[0]?.agentId ?? null, ends, owes: event?.data.note !== undefined };
  // What the visitor said here is still to be told of: a line in the one that stays leads to it.
  const wakes = of('reopenLater').length > 0 || (next.mergedIntoId !== null && ticket.mergedIntoId === null);
  return {
    events: event ? [eventRow(next.id, next.version, event)] : [],
    tickets: event ? [ticketRow(move)] : [],
    offersEnded: of('offerEnds').map(({ end }) => offerEndRow(next.id, end, event?.data.reason ?? null, at)),
    offersOpened: of('offerOpens').map(({ agentId, expiresAt }) => offerRow({ id: ids.next(), ticketId: next.id, agentId, at }, expiresAt)),
    assignmentsEnded: ends ? [assignmentEndRow(next.id, event?.kind ?? null, at)] : [],
    assignmentsBegun: begun.map(({ agentId }) => assignmentRow({ id: ids.next(), ticketId: next.id, agentId, at }, next.departmentId)),
    agents: [
      ...of('load').map((effect) => loadRow(effect.agentId, effect.by, effect.by === 1 && effect.noRoom !== 'record', at)),
      ...begun.map(({ agentId }) => comesRow(agentId, at)),
    ],
    wakes: wakes ? [{ ticket_id: next.id }] : [],
  };
}
