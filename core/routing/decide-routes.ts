// The decision of one department's queue, made under its row lock: who is offered what, what waits and why (D1-D4). One pass
// in the order of the queue. Places only fill up as it goes, so what found nobody would find nobody later either.
import type { DepartmentId } from '../protocol/ids.ts';
import { choose } from './choose.ts';
import { explainLacks, type Lack, lackOf, offered, offeredAlone } from './explain.ts';
import { claimOn, overflowsAt, relaxesAt, stickyUntil } from './fit.ts';
import { inOrder } from './order.ts';
import { gather, type Seat, type Staff } from './staff.ts';
import type { Decision, Plan, RoutingInput, WaitingTicket } from './world.ts';

/** Remembers the earliest of the times to come. */
class NextLook {
  at: number | null = null;
  readonly #now: number;

  constructor(now: number) {
    this.#now = now;
  }

  note(time: number | null): void {
    if (time !== null && time > this.#now && time < (this.at ?? Infinity)) this.at = time;
  }
}

interface Offer {
  readonly seat: Seat;
  readonly decision: Decision;
}

/** One ticket after the other, with what the ones before it left. */
class Router {
  readonly next: NextLook;
  readonly staff: Staff;
  readonly #input: RoutingInput;
  /** Skills that nobody with a free place has. */
  readonly #hopeless = new Set<string>();

  constructor(input: RoutingInput) {
    this.#input = input;
    this.next = new NextLook(input.now);
    this.staff = gather(input.agents, input.rules.strategy, input.now);
  }

  route(ticket: WaitingTicket): Offer | Lack {
    const { rules, now } = this.#input;
    const claim = claimOn(ticket, this.staff.find, rules, now);
    const answer = claim?.kind === 'transfer' ? this.#toTarget(ticket, claim.agent) : claim ? null : this.#toAnybody(ticket);
    if (claim?.kind !== 'transfer') this.next.note(relaxesAt(ticket, rules));
    if (!answer) {
      if (claim?.kind === 'sticky') this.next.note(stickyUntil(ticket, rules));
      return lackOf(ticket, claim, this.#input);
    }
    if ('seat' in answer) {
      this.staff.take(answer.seat);
      for (const { until } of ticket.passed) this.next.note(until);
    }
    return answer;
  }

  #toTarget(ticket: WaitingTicket, seat: Seat): Offer | null {
    if (seat.load >= seat.capacity) return null;
    return { seat, decision: offeredAlone(ticket, seat, this.staff, this.#input.now) };
  }

  #toAnybody(ticket: WaitingTicket): Offer | Lack {
    const { rules, now } = this.#input;
    const lack = lackOf(ticket, null, this.#input);
    if (this.staff.open.length === 0 || this.#hopeless.has(lack.key)) return lack;
    const choice = choose(ticket, this.staff, rules, now);
    const [first] = choice.best;
    if (first) return { seat: first.seat, decision: offered(ticket, choice, first.seat, this.staff, this.#input) };
    this.#hopeless.add(lack.key);
    return lack;
  }
}

/** Where it goes because nobody here could take it in time; null: it stays. */
function overflowOf(ticket: WaitingTicket, lack: Lack, { rules, now }: RoutingInput, next: NextLook): DepartmentId | null {
  const at = lack.claim?.kind === 'transfer' ? null : overflowsAt(ticket, rules);
  next.note(at);
  return at !== null && now >= at ? rules.overflowTo : null;
}

/** To be called with all that waits in a queue and all who may answer there; what it says is written before they change. */
export function decideRoutes(input: RoutingInput): Plan {
  const { now, rules } = input;
  const router = new Router(input);
  const { staff, next } = router;
  const explain = explainLacks(staff);
  const offers: Plan['offers'][number][] = [];
  const waits: Plan['waits'][number][] = [];
  const overflows: Plan['overflows'][number][] = [];
  const supervisors: Plan['supervisors'][number][] = [];
  for (const ticket of inOrder(input.waiting, rules)) {
    const ticketId = ticket.id;
    if (!ticket.supervisorsTold && ticket.unanswered >= rules.offersUnanswered) supervisors.push({ ticketId });
    const answer = router.route(ticket);
    if ('seat' in answer) {
      offers.push({ ticketId, agentId: answer.seat.id, expiresAt: now + rules.offerMs, decision: answer.decision });
      continue;
    }
    const toDepartmentId = overflowOf(ticket, answer, input, next);
    if (toDepartmentId === null) waits.push({ ticketId, decision: explain(answer, 'waiting') });
    else overflows.push({ ticketId, toDepartmentId, decision: explain(answer, 'overflow') });
  }
  if (input.waiting.length > 0) for (const seat of staff.present) next.note(seat.leaseUntil);
  return { offers, waits, overflows, supervisors, lookAgainAt: next.at };
}
