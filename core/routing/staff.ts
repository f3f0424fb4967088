// The agents of one plan: their loads rise as it goes, and they change their place in the strategy's order.
import type { Strategy } from '../protocol/desk.ts';
import { compareIds, type UserId } from '../protocol/ids.ts';
import { placeIn } from '../sorted.ts';
import { absent } from './fit.ts';
import { type Met, skillIndex } from './skills.ts';
import type { RoutingAgent, Skills } from './world.ts';

/** An agent with what the plan has given them so far. */
export interface Seat extends RoutingAgent {
  /** Their place in `present`. */
  readonly at: number;
  load: number;
  /** 0: nothing came to them yet; else who was chosen later has more, and is behind all others. */
  turn: number;
  /** What the strategy says for them, above 0 and at most 1. */
  share: number;
}

export interface Staff {
  readonly strategy: Strategy;
  readonly size: number;
  readonly absences: { readonly offline: number; readonly away: number; readonly lease: number };
  /** Who is there. */
  readonly present: readonly Seat[];
  /** Those with a free place, whom the strategy would choose first at the front. */
  readonly open: readonly Seat[];
  readonly find: (id: UserId) => Seat | undefined;
  readonly met: (wanted: Skills) => Met;
  readonly take: (seat: Seat) => void;
}

/** The time that orders agents where the strategy has turns; never assigned: before all. */
function turnTime(strategy: Strategy, agent: RoutingAgent): number {
  return strategy === 'roundRobin' ? (agent.lastAssignedAt ?? -Infinity) : agent.idleSince;
}

/** Who is sooner in turn has more; alike have the same. Told by rank, so that the passing of time changes nothing. */
function setShares(strategy: Strategy, open: readonly Seat[]): number {
  const times = [...new Set(open.map((seat) => turnTime(strategy, seat)))].sort((a, b) => a - b);
  const ranks = new Map(times.map((time, rank) => [time, rank]));
  for (const seat of open) {
    seat.share = strategy === 'leastLoaded' ? 1 - seat.load / seat.capacity : 1 / (1 + (ranks.get(turnTime(strategy, seat)) ?? 0));
  }
  return times.length;
}

/** Negative: the strategy would choose `a` first. Ties: idle longer, then the older id. */
function byStrategy(a: Seat, b: Seat): number {
  return b.share - a.share || a.turn - b.turn || a.idleSince - b.idleSince || compareIds(a.id, b.id);
}

export function gather(agents: readonly RoutingAgent[], strategy: Strategy, now: number): Staff {
  const present: Seat[] = [];
  const absences = { offline: 0, away: 0, lease: 0 };
  for (const agent of agents) {
    const reason = absent(agent, now);
    if (reason) absences[reason] += 1;
    else present.push({ ...agent, at: present.length, turn: 0, share: 0 });
  }
  const byId = new Map(present.map((seat) => [seat.id, seat]));
  const open = present.filter((seat) => seat.load < seat.capacity);
  const ranks = setShares(strategy, open);
  open.sort(byStrategy);
  let turn = 0;
  const take = (seat: Seat): void => {
    turn += 1;
    open.splice(open.indexOf(seat), 1);
    seat.turn = turn;
    seat.load += 1;
    seat.share = strategy === 'leastLoaded' ? 1 - seat.load / seat.capacity : 1 / (1 + ranks + turn);
    if (seat.load < seat.capacity) open.splice(placeIn(open, seat, byStrategy), 0, seat);
  };
  return { strategy, size: agents.length, absences, present, open, find: (id) => byId.get(id), met: skillIndex(present), take };
}
