// Who of those with a free place takes a ticket: what they lack of relaxed skills, then preferred skills, then the strategy;
// the sticky agent before all. Ties: idle longer, then the older id.
import type { Strategy } from '../protocol/desk.ts';
import { compareIds } from '../protocol/ids.ts';
import { claimOn, countSkills, isPaused, isStrict, stickyTo } from './fit.ts';
import { gather, type Seat, type Staff } from './staff.ts';
import type { Candidate, Reason, RoutingAgent, RoutingInput, RoutingRules, WaitingTicket } from './world.ts';

const WEIGHT = { theirs: 1_000_000, missing: 1_000, preferred: 1 };
const SHOWN = 5;

export interface Scored {
  readonly seat: Seat;
  readonly score: number;
  readonly missing: number;
  readonly preferred: number;
  readonly why: 'transfer' | 'sticky' | 'strategy';
}

/** Those who could take it, best first. */
export interface Choice {
  readonly best: readonly Scored[];
  readonly could: number;
  /** Left out because of their pause. */
  readonly paused: number;
}

function isBetter(a: Scored, b: Scored): boolean {
  const order = b.score - a.score || a.seat.turn - b.seat.turn || a.seat.idleSince - b.seat.idleSince;
  return (order || compareIds(a.seat.id, b.seat.id)) < 0;
}

function insert(best: Scored[], scored: Scored, most: number): void {
  let at = best.length;
  for (let above = best[at - 1]; above && isBetter(scored, above); above = best[at - 1]) at -= 1;
  if (at >= most) return;
  best.splice(at, 0, scored);
  if (best.length > most) best.pop();
}

/** A seat as a candidate, as it stands before the offer. */
export function weigh(seat: Seat, ticket: WaitingTicket, why: Scored['why']): Scored {
  const missing = ticket.required.size - countSkills(seat.skills, ticket.required);
  const preferred = countSkills(seat.skills, ticket.preferred);
  const bonus = why === 'strategy' ? 0 : WEIGHT.theirs;
  return { seat, score: bonus - missing * WEIGHT.missing + preferred * WEIGHT.preferred + seat.share, missing, preferred, why };
}

/** Among the open seats; with `paused`, of those in their pause alone. */
function scan(ticket: WaitingTicket, staff: Staff, rules: RoutingRules, now: number, paused: boolean, most: number): Choice {
  const strict = isStrict(ticket, rules, now);
  const sticky = stickyTo(ticket, rules);
  const best: Scored[] = [];
  let could = 0;
  let others = 0;
  for (const seat of staff.open) {
    if (strict && countSkills(seat.skills, ticket.required) < ticket.required.size) continue;
    if (isPaused(ticket, seat.id, now) !== paused) {
      others += 1;
      continue;
    }
    could += 1;
    insert(best, weigh(seat, ticket, seat.id === sticky ? 'sticky' : 'strategy'), most);
  }
  return { best, could, paused: paused ? 0 : others };
}

/** Somebody in their pause is chosen only where nobody else could take it. */
export function choose(ticket: WaitingTicket, staff: Staff, rules: RoutingRules, now: number, most = SHOWN): Choice {
  const choice = scan(ticket, staff, rules, now, false, most);
  return choice.could === 0 && choice.paused > 0 ? scan(ticket, staff, rules, now, true, most) : choice;
}

/** Who could be offered this ticket now, the best first: one agent where it is theirs alone. */
export function whoCould(ticket: WaitingTicket, { agents, rules, now }: Omit<RoutingInput, 'waiting'>): RoutingAgent[] {
  const staff = gather(agents, rules.strategy, now);
  const claim = claimOn(ticket, staff.find, rules, now);
  const seats = claim
    ? staff.open.filter((seat) => seat === claim.agent)
    : choose(ticket, staff, rules, now, agents.length).best.map(({ seat }) => seat);
  const byId = new Map(agents.map((agent) => [agent.id, agent]));
  return seats.flatMap(({ id }) => byId.get(id) ?? []);
}

function reasonOf({ seat, missing, preferred, why }: Scored, { last }: WaitingTicket, strategy: Strategy, now: number): Reason {
  const skills = { missing, preferred };
  if (why === 'transfer') return { key: why, ...skills };
  if (why === 'sticky' && last) return { key: why, lastAt: last.at, ...skills };
  if (strategy === 'leastLoaded') return { key: strategy, load: seat.load, capacity: seat.capacity, ...skills };
  if (strategy === 'roundRobin') return { key: strategy, lastAssignedAt: seat.turn > 0 ? now : seat.lastAssignedAt, ...skills };
  return { key: strategy, idleSince: seat.turn > 0 ? now : seat.idleSince, ...skills };
}

/** To be called before the seat takes the ticket. */
export function candidateOf(scored: Scored, ticket: WaitingTicket, strategy: Strategy, now: number): Candidate {
  return { agentId: scored.seat.id, score: scored.score, reason: reasonOf(scored, ticket, strategy, now) };
}
