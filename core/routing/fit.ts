// Who could take a ticket: the rules of one agent and one ticket, the same for routing, for taking from the queue and for
// the list of who is free.
import type { UserId } from '../protocol/ids.ts';
import type { Presence, RoutingAgent, RoutingRules, Skills, WaitingTicket } from './world.ts';

/** Why nothing can be offered to this agent; null: it can. A lease is over at its last ms. */
export function unavailable(agent: Presence, now: number): 'offline' | 'away' | 'lease' | 'full' | null {
  return absent(agent, now) ?? (agent.load >= agent.capacity ? 'full' : null);
}

/** Why this agent is not there; null: they are, though they may be full. */
export function absent(agent: Presence, now: number): 'offline' | 'away' | 'lease' | null {
  if (agent.state === 'OFFLINE') return 'offline';
  if (agent.state === 'AWAY') return 'away';
  return agent.leaseUntil <= now ? 'lease' : null;
}

/** How many of `wanted` are had at their levels. */
export function countSkills(skills: Skills, wanted: Skills): number {
  if (wanted.size === 0) return 0;
  let count = 0;
  for (const [name, level] of wanted) if ((skills.get(name) ?? -Infinity) >= level) count += 1;
  return count;
}

/** Since when its required skills are only preferred; null: they never are, or there are none. */
export function relaxesAt(ticket: WaitingTicket, { relaxAfterMs }: RoutingRules): number | null {
  return relaxAfterMs === null || ticket.required.size === 0 ? null : ticket.enqueuedAt + relaxAfterMs;
}

/** True where required skills keep an agent from it now. */
export function isStrict(ticket: WaitingTicket, rules: RoutingRules, now: number): boolean {
  if (ticket.required.size === 0) return false;
  const relaxes = relaxesAt(ticket, rules);
  return relaxes === null || now < relaxes;
}

/** When the ticket leaves this queue if nobody could take it until then; null: it stays. A transfer to an agent stays. */
export function overflowsAt(ticket: WaitingTicket, { overflowTo, overflowAfterMs }: RoutingRules): number | null {
  return overflowTo === null ? null : ticket.arrivedAt + overflowAfterMs;
}

/** Who had the visitor's last ticket shortly before this one, and did not pass on this one. */
export function stickyTo({ last, enqueuedAt, passed }: WaitingTicket, { stickyMs }: RoutingRules): UserId | null {
  if (!last || stickyMs <= 0 || enqueuedAt - last.at > stickyMs) return null;
  return passed.some(({ agentId }) => agentId === last.agentId) ? null : last.agentId;
}

/** How long it waits for its sticky agent: never beyond the time at which it would leave the queue. */
export function stickyUntil(ticket: WaitingTicket, rules: RoutingRules): number {
  return Math.min(ticket.enqueuedAt + rules.stickyWaitMs, overflowsAt(ticket, rules) ?? Infinity);
}

/** A ticket that is one agent's alone now, and why. */
export interface Claim<T> {
  readonly agent: T;
  readonly kind: 'transfer' | 'sticky';
}

/**
 * The one agent whose the ticket is now: to whom it was transferred, while they are there; or its sticky agent, while they
 * are there but full and its wait for them lasts. null: it is anybody's. `present` knows those who are there (`absent`).
 */
export function claimOn<T extends RoutingAgent>(
  ticket: WaitingTicket,
  present: (id: UserId) => T | undefined,
  rules: RoutingRules,
  now: number,
): Claim<T> | null {
  const target = ticket.transferTo === null ? undefined : present(ticket.transferTo);
  if (target) return { agent: target, kind: 'transfer' };
  const sticky = stickyTo(ticket, rules);
  const agent = sticky === null ? undefined : present(sticky);
  if (!agent || agent.load < agent.capacity || now >= stickyUntil(ticket, rules)) return null;
  const lacks = isStrict(ticket, rules, now) && countSkills(agent.skills, ticket.required) < ticket.required.size;
  return lacks ? null : { agent, kind: 'sticky' };
}
