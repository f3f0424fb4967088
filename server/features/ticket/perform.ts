// One deed, one transaction: the queues, the agents and the ticket are locked, the pure machine decides, its effects are written.
// Which rows those are is read before; where the ticket has moved since, once more.
import { decideTicket, type TicketDecision } from '../../../core/desk/decide-ticket.ts';
import type { Deed } from '../../../core/desk/deeds.ts';
import type { DeskActor, Ticket } from '../../../core/desk/ticket.ts';
import type { TicketEffect } from '../../../core/desk/ticket-effects.ts';
import { AppError, toAppError } from '../../../core/protocol/app-error.ts';
import { isRefusal } from '../../../core/protocol/errors.ts';
import type { DepartmentId, TicketId, UserId } from '../../../core/protocol/ids.ts';
import type { Connection } from '../../platform/db.ts';
import { sentTogether } from '../../platform/sent-together.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { carryOut } from './carry-out.ts';
import { findOpen, loadTicket, lockTicket } from './store.ts';
import { loadAgentFacts, lockAgents, lockFreeAgents, lockFreeTickets, lockQueues, lockTickets } from './store-lock.ts';
import type { AgentFacts, Done, ForOffers, LockedQueue, OwnDeps, QueueWork, TicketDeps } from './types.ts';

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
    const seen = (look === 0 && deps.lately.get(id)) || (await loadTicket(deps.db.pool, id));
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
  const agentIds = agentsOf(seen, deed, actor);
  return {
    agentIds,
    ticketIds: [seen.id],
    visitorId: seen.visitorId,
    goesOn: true,
    async prepare(on) {
      const [ticket, agents] = await sentTogether([loadTicket(on, seen.id), loadAgents(on, agentIds)]);
      return !ticket || hasMoved(seen, ticket) ? null : { ticket, decision: await decideLocked(on, { ticket, agents }, deed, actor) };
    },
    async write(on, prepared, { last }) {
      if (!prepared) return null;
      const how = { at: deed.at, holdsTalk: true, last: more.length > 0 ? null : last };
      let done = await carryOut(on, deps, prepared.ticket, prepared.decision, how);
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

/** The caller holds the locks of the queues and the agents: the ticket is locked here. */
export async function lockAndPerform(on: Connection, deps: TicketDeps, id: TicketId, deed: Deed, actor: DeskActor): Promise<Done> {
  const ticket = await lockTicket(on, id);
  if (!ticket) throw new AppError('NOT_FOUND');
  return performLocked(on, deps, ticket, deed, actor);
}

/** The caller holds the locks of the queues, the agents and the ticket, and has read it behind them. */
export async function performLocked(on: Connection, deps: TicketDeps, ticket: Ticket, deed: Deed, actor: DeskActor): Promise<Done> {
  const locked = { ticket, agents: await loadAgents(on, agentsOf(ticket, deed, actor)) };
  return carryOut(on, deps, ticket, await decideLocked(on, locked, deed, actor), { at: deed.at, holdsTalk: false, last: null });
}

/** Agents and then tickets, each ascending; sent one behind the other. */
export async function lockForOffers(on: Connection, agentIds: readonly UserId[], ticketIds: readonly TicketId[]): Promise<ForOffers> {
  const [, , agents, tickets] = await sentTogether([
    lockAgents(on, agentIds),
    lockTickets(on, ticketIds),
    loadAgents(on, agentIds),
    Promise.all(ticketIds.map((id) => loadTicket(on, id))),
  ] as const);
  return { agents, tickets: new Map(tickets.flatMap((ticket) => (ticket ? [[ticket.id, ticket] as const] : []))) };
}

/** The same of those alone that nobody holds. */
export async function lockFreeForOffers(on: Connection, agentIds: readonly UserId[], ticketIds: readonly TicketId[]): Promise<ForOffers> {
  const [freeAgents, freeTickets, agents, tickets] = await sentTogether([
    lockFreeAgents(on, agentIds),
    lockFreeTickets(on, ticketIds),
    loadAgents(on, agentIds),
    Promise.all(ticketIds.map((id) => loadTicket(on, id))),
  ] as const);
  const ids = new Set<string>([...freeAgents, ...freeTickets]);
  return {
    agents: new Map([...agents].filter(([id]) => ids.has(id))),
    tickets: new Map(tickets.flatMap((ticket) => (ticket && ids.has(ticket.id) ? [[ticket.id, ticket] as const] : []))),
  };
}

/** The same of one that waits, with the agent as they were read behind their lock. `last`: for what need not be waited for. */
export async function offerLocked(
  on: Connection,
  deps: TicketDeps,
  ticket: Ticket,
  deed: Extract<Deed, { readonly kind: 'offer' }>,
  agents: Locked['agents'],
  last: Promise<unknown>[],
): Promise<Done> {
  const decision = await decideLocked(on, { ticket, agents }, deed, { kind: 'system' });
  return carryOut(on, deps, ticket, decision, { at: deed.at, holdsTalk: false, last });
}

/** A ticket and the agents that a deed on it is about, behind their locks. */
interface Locked {
  readonly ticket: Ticket;
  readonly agents: ReadonlyMap<UserId, AgentFacts>;
}

async function loadAgents(on: Connection, ids: readonly UserId[]): Promise<Locked['agents']> {
  const list = await Promise.all(ids.map(async (id) => [id, await loadAgentFacts(on, id)] as const));
  return new Map(list.flatMap(([id, facts]) => (facts ? [[id, facts]] : [])));
}

async function decideLocked(on: Connection, { ticket, agents }: Locked, deed: Deed, actor: DeskActor): Promise<TicketDecision> {
  const answers = (id: UserId) => agents.get(id)?.departmentIds.includes(ticket.departmentId) ?? false;
  if ((deed.kind === 'offer' || deed.kind === 'transferToAgent') && !answers(deed.agentId)) throw new AppError('NOT_FOUND');
  const accepts = deed.kind === 'accept' && actor.kind === 'agent' && ticket.offer?.agentId === actor.id;
  if (accepts && !answers(actor.id)) throw new AppError('CONFLICT', { reason: 'offer_over' });
  const locked = { ticket, agents };
  const decision = decided(ticket, await withOpenThere(on, ticket, deed), actor);
  return withinRoom(locked, withSomebodyThere(locked, decision, deed.at, actor), deed.at);
}

/** @throws AppError: the refusal */
export function decided(ticket: Ticket | null, deed: Deed, actor: DeskActor): TicketDecision {
  const decision = decideTicket(ticket, deed, actor);
  if (isRefusal(decision)) throw toAppError(decision);
  return decision;
}

/** What wakes by itself or by a word of its visitor does not go on with somebody who is gone (D8): it goes to the queue. */
function withSomebodyThere({ ticket, agents }: Locked, decision: TicketDecision, at: number, actor: DeskActor): TicketDecision {
  const { state, assigneeId } = decision.next;
  const wakes = actor.kind !== 'agent' && state === 'ACTIVE' && ticket.state !== 'ACTIVE';
  if (!wakes || assigneeId === null || !agents.get(assigneeId)?.isGone) return decision;
  return decided(ticket, { kind: 'requeue', at, agentId: assigneeId }, { kind: 'system' });
}

const hasRoom = (agent: AgentFacts | undefined) => agent !== undefined && agent.load < agent.capacity;

/** What is done where the agent who would get it has no room: they are locked, so it stays as it is found here. */
function withinRoom({ ticket, agents }: Locked, decision: TicketDecision, at: number): TicketDecision {
  const raise = decision.effects.find((effect) => effect.kind === 'load' && effect.by === 1);
  if (raise?.kind !== 'load' || raise.by !== 1 || hasRoom(agents.get(raise.agentId))) return decision;
  if (raise.noRoom === 'refuse') throw new AppError('CONFLICT', { reason: 'full' });
  if (raise.noRoom === 'requeue') return decided(ticket, { kind: 'requeue', at, agentId: raise.agentId }, { kind: 'system' });
  const effects = decision.effects.map(
    (effect): TicketEffect =>
      effect.kind === 'store' ? { ...effect, event: { ...effect.event, data: { ...effect.event.data, overCapacity: true } } } : effect,
  );
  return { ...decision, effects };
}
