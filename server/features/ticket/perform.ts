// One deed, one transaction: the queues, the agents and the ticket are locked, the pure machine decides, its effects are written.
// Which rows those are is read before; where the ticket has moved since, once more.
import { decideTicket, type TicketDecision } from '../../../core/desk/decide-ticket.ts';
import type { Deed, TicketEvent } from '../../../core/desk/deeds.ts';
import type { DeskActor, Ticket } from '../../../core/desk/ticket.ts';
import type { TicketEffect } from '../../../core/desk/ticket-effects.ts';
import { AppError, toAppError } from '../../../core/protocol/app-error.ts';
import { isRefusal } from '../../../core/protocol/errors.ts';
import type { DepartmentId, TicketId, UserId } from '../../../core/protocol/ids.ts';
import type { Connection } from '../../platform/db.ts';
import { sentTogether } from '../../platform/sent-together.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { recordOverrides } from './overrides.ts';
import { answersIn, findOpen, hasRoom, loadTicket, lockAgents, lockQueues, lockTicket, updateDescription, updateTicket } from './store.ts';
import { isGone, loadDue } from './store-due.ts';
import { endAssignment, endOffer, insertAssignment, insertEvent, insertOffer, insertWake, moveLoad } from './store-effects.ts';
import { lockTalk, oweTalk } from './store-talk.ts';
import type { Done, LockedQueue, OwnDeps, QueueWork, TicketDeps, Wish } from './types.ts';

/** How often a ticket that moves is looked at before the deed is given up. */
export const MOST_LOOKS = 20;

const withoutNulls = <T>(list: readonly (T | null | undefined)[]): T[] => list.flatMap((one) => one ?? []);

function queuesOf(ticket: Ticket, deed: Deed): DepartmentId[] {
  return withoutNulls([ticket.departmentId, 'departmentId' in deed ? deed.departmentId : null]);
}

export function agentsOf(ticket: Ticket, deed: Deed, actor: DeskActor): UserId[] {
  const named = 'agentId' in deed ? deed.agentId : null;
  return withoutNulls([ticket.assigneeId, ticket.offer?.agentId, named, actor.kind === 'agent' ? actor.id : null]);
}

export const hasMoved = (seen: Ticket, now: Ticket) =>
  seen.departmentId !== now.departmentId || seen.assigneeId !== now.assigneeId || seen.offer?.agentId !== now.offer?.agentId;

/** Into another department: whether the visitor has a ticket there is known only under its lock. */
async function withOpenThere(on: Connection, ticket: Ticket, deed: Deed): Promise<Deed> {
  if (deed.kind === 'reopen') return { ...deed, visitorsOpenId: await otherOpen(on, ticket, ticket.departmentId) };
  if (deed.kind !== 'transferToDepartment' && deed.kind !== 'overflow') return deed;
  return { ...deed, visitorsOpenId: await otherOpen(on, ticket, deed.departmentId) };
}

async function otherOpen(on: Connection, { id, visitorId }: Ticket, departmentId: DepartmentId): Promise<TicketId | null> {
  const open = await findOpen(on, visitorId, departmentId);
  return open === id ? null : open;
}

/** @throws AppError; CONFLICT `again`: the ticket moved each time that it was looked at */
export function perform(deps: OwnDeps, id: TicketId, deed: Deed, actor: DeskActor): Promise<Done> {
  return performAll(deps, id, [deed], actor);
}

/** One after the other in one transaction, all or none; those behind the first are about the same queue and nobody new. */
export async function performAll(
  deps: OwnDeps,
  id: TicketId,
  [deed, ...more]: readonly [Deed, ...Deed[]],
  actor: DeskActor,
): Promise<Done> {
  for (let look = 0; look < MOST_LOOKS; look += 1) {
    const seen = await loadTicket(deps.db.pool, id);
    if (!seen) throw new AppError('NOT_FOUND');
    const queues = new Set(queuesOf(seen, deed));
    const done = await (queues.size > 1
      ? inTransaction(deps.db.deeds, (on) => once(on, deps, seen, deed, actor))
      : deps.turns.share(seen.departmentId, inOneQueue(deps, seen, [deed, ...more], actor)));
    if (done) return done;
  }
  throw new AppError('CONFLICT', { reason: 'again' });
}

interface Prepared {
  readonly ticket: Ticket;
  readonly decision: TicketDecision;
}

/** Null: it has moved meanwhile. */
function inOneQueue(
  deps: TicketDeps,
  seen: Ticket,
  [deed, ...more]: readonly [Deed, ...Deed[]],
  actor: DeskActor,
): QueueWork<Prepared | null, Done | null> {
  return {
    agentIds: agentsOf(seen, deed, actor),
    ticketIds: [seen.id],
    goesOn: true,
    async prepare(on) {
      const ticket = await loadTicket(on, seen.id);
      return !ticket || hasMoved(seen, ticket) ? null : { ticket, decision: await decideLocked(on, ticket, deed, actor) };
    },
    async write(on, prepared) {
      if (!prepared) return null;
      let done = await carryOut(on, deps, prepared.ticket, prepared.decision, deed.at);
      for (const next of more) {
        const { before, wishes } = done;
        const then = await performLocked(on, deps, done.ticket, next, actor);
        done = { before, ticket: then.ticket, wishes: [...wishes, ...then.wishes] };
      }
      return done;
    },
  };
}

/** Null: it has moved meanwhile. */
async function once(on: Connection, deps: TicketDeps, seen: Ticket, deed: Deed, actor: DeskActor): Promise<Done | null> {
  const queues = new Set(queuesOf(seen, deed));
  const [found, , ticket] = await sentTogether([
    lockQueues(on, [...queues]),
    lockAgents(on, agentsOf(seen, deed, actor)),
    lockTicket(on, seen.id),
  ]);
  const goesTo = 'departmentId' in deed ? found.get(deed.departmentId) : null;
  if (found.size < queues.size || (goesTo?.isArchived && deed.kind !== 'open')) throw new AppError('NOT_FOUND');
  return !ticket || hasMoved(seen, ticket) ? null : performLocked(on, deps, ticket, there(deed, goesTo), actor);
}

/** What comes into another department asks for what that asks for. */
function there(deed: Deed, queue: LockedQueue | null | undefined): Deed {
  const goes = deed.kind === 'transferToDepartment' || deed.kind === 'overflow';
  return goes && queue ? { ...deed, skills: queue.skills } : deed;
}

/** The caller holds the locks of the queues, the agents and the ticket, and has read it behind them. */
export async function performLocked(on: Connection, deps: TicketDeps, ticket: Ticket, deed: Deed, actor: DeskActor): Promise<Done> {
  return carryOut(on, deps, ticket, await decideLocked(on, ticket, deed, actor), deed.at);
}

async function decideLocked(on: Connection, ticket: Ticket, deed: Deed, actor: DeskActor): Promise<TicketDecision> {
  const asked = deed.kind === 'offer' || deed.kind === 'transferToAgent' ? deed.agentId : null;
  if (asked !== null && !(await answersIn(on, asked, ticket.departmentId))) throw new AppError('NOT_FOUND');
  const accepts = deed.kind === 'accept' && actor.kind === 'agent' && ticket.offer?.agentId === actor.id;
  if (accepts && !(await answersIn(on, actor.id, ticket.departmentId))) throw new AppError('CONFLICT', { reason: 'offer_over' });
  const decision = decided(ticket, await withOpenThere(on, ticket, deed), actor);
  const present = await withSomebodyThere(on, ticket, decision, deed.at, actor);
  return withinRoom(on, ticket, present, deed.at);
}

function decided(ticket: Ticket, deed: Deed, actor: DeskActor): TicketDecision {
  const decision = decideTicket(ticket, deed, actor);
  if (isRefusal(decision)) throw toAppError(decision);
  return decision;
}

/** What wakes by itself or by a word of its visitor does not go on with somebody who is gone (D8): it goes to the queue. */
async function withSomebodyThere(
  on: Connection,
  ticket: Ticket,
  decision: TicketDecision,
  at: number,
  actor: DeskActor,
): Promise<TicketDecision> {
  const { state, assigneeId } = decision.next;
  const wakes = actor.kind !== 'agent' && state === 'ACTIVE' && ticket.state !== 'ACTIVE';
  if (!wakes || assigneeId === null || !(await isGone(on, assigneeId))) return decision;
  return decided(ticket, { kind: 'requeue', at, agentId: assigneeId }, { kind: 'system' });
}

/** What is done where the agent who would get it has no room: they are locked, so it stays as it is found here. */
async function withinRoom(on: Connection, ticket: Ticket, decision: TicketDecision, at: number): Promise<TicketDecision> {
  const raise = decision.effects.find((effect) => effect.kind === 'load' && effect.by === 1);
  if (raise?.kind !== 'load' || raise.by !== 1 || (await hasRoom(on, raise.agentId))) return decision;
  if (raise.noRoom === 'refuse') throw full();
  if (raise.noRoom === 'requeue') return decided(ticket, { kind: 'requeue', at, agentId: raise.agentId }, { kind: 'system' });
  const effects = decision.effects.map(
    (effect): TicketEffect =>
      effect.kind === 'store' ? { ...effect, event: { ...effect.event, data: { ...effect.event.data, overCapacity: true } } } : effect,
  );
  return { ...decision, effects };
}

const full = () => new AppError('CONFLICT', { reason: 'full' });

const isWish = (effect: TicketEffect): effect is Wish =>
  effect.kind === 'route' || effect.kind === 'tellSupervisors' || effect.kind === 'link';

/** What a deed writes, sent in one go: none of it needs what another answers, but for the raise, which may find no room. */
async function carryOut(on: Connection, { ids }: TicketDeps, ticket: Ticket, decision: TicketDecision, at: number): Promise<Done> {
  const { next, effects } = decision;
  const stored = effects.find((effect) => effect.kind === 'store');
  const event = stored?.kind === 'store' ? stored.event : null;
  const due = event ? await loadDue(on, next, at) : null;
  await sentTogether([
    // The last of the locks: from here to the commit nobody writes in the talk. So a former agent's word is refused (D6), and a
    // visitor's word finds what sleeps or is over as it is.
    next.assigneeId === ticket.assigneeId && next.state === ticket.state ? null : lockTalk(on, ticket.id),
    ...(event ? [insertEvent(on, next.id, next.version, event), updateTicket(on, ticket, next, due, at)] : []),
    next.description === ticket.description ? null : updateDescription(on, next.id, next.description),
    ...effects.map((effect) => carryOne(on, ids, next, event, effect, at)),
    // What the visitor said here is still to be told of: a line in the one that stays leads to it.
    next.mergedIntoId !== null && ticket.mergedIntoId === null ? insertWake(on, ticket.id) : null,
    event?.data.note === undefined ? null : oweTalk(on, ticket.id),
  ]);
  if (event) await recordOverrides(on, ids, ticket, next, event);
  return { before: ticket, ticket: next, wishes: effects.filter(isWish) };
}

function carryOne(
  on: Connection,
  ids: TicketDeps['ids'],
  next: Ticket,
  event: TicketEvent | null,
  effect: TicketEffect,
  at: number,
): Promise<void> | null {
  switch (effect.kind) {
    case 'offerEnds':
      return endOffer(on, next.id, effect.end, event?.data.reason ?? null, at);
    case 'assignmentEnds':
      return endAssignment(on, next.id, event?.kind ?? null, at);
    case 'offerOpens':
      return insertOffer(on, { ...effect, id: ids.next(), ticketId: next.id }, at);
    case 'assignmentBegins':
      return insertAssignment(on, ids.next(), next.id, effect.agentId, at);
    case 'reopenLater':
      return insertWake(on, next.id);
    case 'load':
      return moveOrRefuse(on, effect, at);
    default:
      return null;
  }
}

async function moveOrRefuse(on: Connection, effect: Extract<TicketEffect, { kind: 'load' }>, at: number): Promise<void> {
  const ifRoom = effect.by === 1 && effect.noRoom !== 'record';
  if (!(await moveLoad(on, effect.agentId, effect.by, ifRoom, at))) throw full();
}
