// Who of those with a free place takes a ticket: what they lack of relaxed skills, then preferred skills, then the strategy;
// the sticky agent before all. Ties: idle longer, then the older id.
import type { Strategy } from '../protocol/desk.ts';
import { claimOn, isStrict, stickyTo } from './fit.ts';
import type { Met } from './skills.ts';
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

/** A seat as a candidate, as it stands before the offer. */
export function weigh(seat: Seat, ticket: WaitingTicket, why: Scored['why'], staff: Staff): Scored {
  const missing = ticket.required.size === 0 ? 0 : ticket.required.size - (staff.met(ticket.required).counts[seat.at] ?? 0);
  const preferred = ticket.preferred.size === 0 ? 0 : (staff.met(ticket.preferred).counts[seat.at] ?? 0);
  return { seat, score: scoreOf(seat, why, missing, preferred), missing, preferred, why };
}

function scoreOf(seat: Seat, why: Scored['why'], missing: number, preferred: number): number {
  return (why === 'strategy' ? 0 : WEIGHT.theirs) - missing * WEIGHT.missing + preferred * WEIGHT.preferred + seat.share;
}

/** Behind those with the same score: seats come in the strategy's order. */
function insert(best: Scored[], scored: Scored, most: number): void {
  let at = best.length;
  for (let above = best[at - 1]; above && scored.score > above.score; above = best[at - 1]) at -= 1;
  best.splice(at, 0, scored);
  if (best.length > most) best.pop();
}

/** What of a ticket speaks for one seat or another, looked up once. */
interface Wishes {
  readonly required: number;
  readonly had: Met['counts'] | null;
  readonly preferred: Met['counts'] | null;
  /** What preferred skills can add at most. */
  readonly most: number;
  readonly sticky: Seat | undefined;
  readonly strict: boolean;
  readonly paused: readonly (Seat | undefined)[];
}

function wishesOf(ticket: WaitingTicket, staff: Staff, rules: RoutingRules, now: number): Wishes {
  const { required, preferred, passed } = ticket;
  const strict = isStrict(ticket, rules, now);
  const sticky = stickyTo(ticket, rules);
  const seat = sticky === null ? undefined : staff.find(sticky);
  return {
    required: required.size,
    had: required.size === 0 ? null : staff.met(required).counts,
    preferred: preferred.size === 0 ? null : staff.met(preferred).counts,
    most: preferred.size * WEIGHT.preferred,
    sticky: seat && seat.load < seat.capacity ? seat : undefined,
    strict,
    paused: passed.filter(({ until }) => now < until).map(({ agentId }) => staff.find(agentId)),
  };
}

/**
 * Among the open seats; with `pausedOnes`, of those in their pause alone. They come in the strategy's order: once enough are
 * found that no later one can beat, the others are only counted.
 */
function scan(staff: Staff, wishes: Wishes, pausedOnes: boolean, enough: number): Choice {
  const { required, had, preferred, sticky, strict, paused } = wishes;
  let mayBeSticky = sticky !== undefined;
  const best: Scored[] = [];
  let could = 0;
  let others = 0;
  for (const seat of staff.open) {
    const missing = had ? required - (had[seat.at] ?? 0) : 0;
    if (strict && missing > 0) continue;
    if (paused.length > 0 && paused.includes(seat) !== pausedOnes) {
      others += 1;
      continue;
    }
    could += 1;
    if (!mayBeSticky && (best[enough - 1]?.score ?? -Infinity) >= wishes.most + seat.share) {
      if (strict || paused.length > 0) continue;
      could = staff.open.length;
      break;
    }
    if (seat === sticky) mayBeSticky = false;
    const why = seat === sticky ? 'sticky' : 'strategy';
    const met = preferred ? (preferred[seat.at] ?? 0) : 0;
    const score = scoreOf(seat, why, missing, met);
    if (score > (best[enough - 1]?.score ?? -Infinity)) insert(best, { seat, score, missing, preferred: met, why }, enough);
  }
  return { best, could, paused: pausedOnes ? 0 : others };
}

/** Somebody in their pause is chosen only where nobody else could take it. */
export function choose(ticket: WaitingTicket, staff: Staff, rules: RoutingRules, now: number, most = SHOWN): Choice {
  const wishes = wishesOf(ticket, staff, rules, now);
  const choice = scan(staff, wishes, false, most);
  return choice.could === 0 && choice.paused > 0 ? scan(staff, wishes, true, most) : choice;
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
