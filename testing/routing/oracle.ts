// The sentences of the design about who may be offered what, written once more without haste: every rule asked of every
// ticket and agent, with no index, no sharing and no part of core/routing.
import type { UserId } from '../../core/protocol/ids.ts';
import type { Hindrance, Plan, RoutingAgent, RoutingInput, Skills, WaitingTicket } from '../../core/routing/world.ts';

type Loads = ReadonlyMap<UserId, number>;
type Offer = Plan['offers'][number];

const has = (agent: RoutingAgent, [name, level]: [string, number]) => (agent.skills.get(name) ?? 0) >= level;
const lacking = (agent: RoutingAgent, wanted: Skills) => [...wanted].filter((skill) => !has(agent, skill)).length;

/** Negative: `a` is before `b` in the queue. */
export function earlier(world: RoutingInput, a: WaitingTicket, b: WaitingTicket): number {
  const deadline = (t: WaitingTicket) => t.enqueuedAt - 60_000 * (t.vip ? t.priority + world.rules.vipSteps : t.priority);
  return deadline(a) - deadline(b) || Number(BigInt(a.id) - BigInt(b.id));
}

export class Oracle {
  readonly #world: RoutingInput;

  constructor(world: RoutingInput) {
    this.#world = world;
  }

  there(agent: RoutingAgent): boolean {
    return agent.state === 'ONLINE' && agent.leaseUntil > this.#world.now;
  }

  skilled(ticket: WaitingTicket, agent: RoutingAgent): boolean {
    const { now, rules } = this.#world;
    const relaxed = rules.relaxAfterMs !== null && now - ticket.enqueuedAt >= rules.relaxAfterMs;
    return relaxed || lacking(agent, ticket.required) === 0;
  }

  /** The agent to whom it was transferred, if they are there. */
  target(ticket: WaitingTicket): RoutingAgent | null {
    return this.#world.agents.find((agent) => agent.id === ticket.transferTo && this.there(agent)) ?? null;
  }

  isSticky(ticket: WaitingTicket, agent: RoutingAgent): boolean {
    const { last, passed } = ticket;
    const { stickyMs } = this.#world.rules;
    if (stickyMs === 0 || last?.agentId !== agent.id || passed.some((pass) => pass.agentId === agent.id)) return false;
    return last.at + stickyMs >= ticket.enqueuedAt;
  }

  overflows(ticket: WaitingTicket): boolean {
    const { rules, now } = this.#world;
    return rules.overflowTo !== null && now - ticket.arrivedAt >= rules.overflowAfterMs && !this.target(ticket);
  }

  /** Its sticky agent, where it waits for them: they are there but full. */
  waitsFor(ticket: WaitingTicket, loads: Loads): RoutingAgent | null {
    const { rules, now, agents } = this.#world;
    if (this.target(ticket) || this.overflows(ticket) || now - ticket.enqueuedAt >= rules.stickyWaitMs) return null;
    const agent = agents.find((each) => this.isSticky(ticket, each));
    const waits = agent && this.there(agent) && this.skilled(ticket, agent) && loads.get(agent.id)! >= agent.capacity;
    return waits ? agent : null;
  }

  /** This ticket could be offered to this agent now, pauses aside. */
  could(ticket: WaitingTicket, agent: RoutingAgent, loads: Loads): boolean {
    if (!this.there(agent) || loads.get(agent.id)! >= agent.capacity) return false;
    const target = this.target(ticket);
    if (target) return target === agent;
    return !this.waitsFor(ticket, loads) && this.skilled(ticket, agent);
  }

  /** Who could take it now, pauses considered. */
  able(ticket: WaitingTicket, loads: Loads): RoutingAgent[] {
    const able = this.#world.agents.filter((agent) => this.could(ticket, agent, loads));
    const awake = able.filter((agent) => !ticket.passed.some((pass) => pass.agentId === agent.id && pass.until > this.#world.now));
    return awake.length > 0 ? awake : able;
  }

  /** The reason for each of the others, counted. */
  passedOver(ticket: WaitingTicket, loads: Loads): Record<string, number> {
    const theirs = this.target(ticket) ?? this.waitsFor(ticket, loads);
    const able = new Set(this.able(ticket, loads));
    const reason = (agent: RoutingAgent): Hindrance => {
      if (theirs && theirs !== agent) return 'notTheirs';
      if (agent.state !== 'ONLINE') return agent.state === 'AWAY' ? 'away' : 'offline';
      if (!this.there(agent)) return 'lease';
      if (!theirs && !this.skilled(ticket, agent)) return 'skills';
      return loads.get(agent.id)! >= agent.capacity ? 'full' : 'paused';
    };
    const counts: Record<string, number> = {};
    for (const agent of this.#world.agents) if (!able.has(agent)) counts[reason(agent)] = (counts[reason(agent)] ?? 0) + 1;
    return counts;
  }

  /** Whom the words of the design choose; `chosen`: who got something in this plan already, in that order. */
  winner(ticket: WaitingTicket, loads: Loads, chosen: readonly UserId[]): UserId | undefined {
    const { rules } = this.#world;
    const turn = (agent: RoutingAgent) => chosen.lastIndexOf(agent.id);
    const idle = (agent: RoutingAgent) => [turn(agent), agent.idleSince];
    const key = (agent: RoutingAgent): number[] => [
      this.isSticky(ticket, agent) ? 0 : 1,
      lacking(agent, ticket.required),
      lacking(agent, ticket.preferred),
      ...(rules.strategy === 'leastLoaded' ? [loads.get(agent.id)! / agent.capacity] : []),
      ...(rules.strategy === 'roundRobin' ? [turn(agent), agent.lastAssignedAt ?? 0] : []),
      ...idle(agent),
      Number(agent.id),
    ];
    const keyed = this.able(ticket, loads).map((agent) => ({ id: agent.id, key: key(agent) }));
    return keyed.sort((a, b) => a.key.map((n, i) => n - b.key[i]!).find((n) => n !== 0) ?? 0)[0]?.id;
  }
}

/** Each offer of a plan with the loads and the choices before it; at the end the loads after all. */
export function replay(
  world: RoutingInput,
  offers: readonly Offer[],
  each: (offer: Offer, loads: Loads, chosen: readonly UserId[]) => void,
): Loads {
  const loads = new Map(world.agents.map((agent) => [agent.id, agent.load]));
  const chosen: UserId[] = [];
  for (const offer of offers) {
    each(offer, loads, chosen);
    loads.set(offer.agentId, loads.get(offer.agentId)! + 1);
    chosen.push(offer.agentId);
  }
  return loads;
}
