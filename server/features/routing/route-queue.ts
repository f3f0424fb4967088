// The routing of queues: those that have gathered in one transaction. Under their row locks it takes all that waits there and gives
// what can be given. Agents are read without a lock, those who are chosen then locked, ascending; where somebody's room has
// changed meanwhile, their queue is looked at once more.

import { DESK_LIMITS } from '../../../core/protocol/desk.ts';
import type { DepartmentId, TicketId, UserId } from '../../../core/protocol/ids.ts';
import { decideRoutes } from '../../../core/routing/decide-routes.ts';
import type { Plan, Presence, RoutingAgent } from '../../../core/routing/world.ts';
import type { Connection, Db } from '../../platform/db.ts';
import { sentInTurn } from '../../platform/gathered.ts';
import type { IdSource } from '../../platform/ids.ts';
import { awaitLater, sentTogether } from '../../platform/sent-together.ts';
import { inTransaction } from '../../platform/transaction.ts';
import type { Done, ForOffers, Tickets, Wish } from '../ticket/index.ts';
import type { RoutingMemory, Saying } from './memory.ts';
import { insertDecisions, loadRules, loadStaff, loadWaiting, tellSupervisors } from './store.ts';

export interface RoutingDeps {
  readonly db: Pick<Db, 'pool' | 'deeds'>;
  readonly ids: IdSource;
  readonly tickets: Pick<Tickets, 'act' | 'within' | 'inTurn' | 'committed'>;
}

export interface Routed {
  readonly offers: Plan['offers'];
  readonly overflows: Plan['overflows'];
  /** Supervisors are to hear that nobody answers these. */
  readonly unanswered: readonly TicketId[];
  /** Before then time alone changes nothing; null: it never does. */
  readonly lookAgainAt: number | null;
  readonly wishes: readonly Wish[];
  /** What was done in the transaction. */
  readonly done: readonly Done[];
}

const NOTHING: Routed = { offers: [], overflows: [], unanswered: [], lookAgainAt: null, wishes: [], done: [] };
const MOST_LOOKS = 10;

interface RouteDeps extends RoutingDeps {
  readonly memory: RoutingMemory;
}

/** What is found of a queue. Null: somebody who was chosen is not as they were read. */
type Looked = (Routed & Pick<Saying, 'remember'>) | null;

export interface QueueRouting {
  /** `now`: of the last who asked. */
  route(departmentId: DepartmentId, now: number): Promise<Routed>;
  /**
   * In a transaction that holds the locks of these queues: what can be given away with its commit, without waiting for anybody. Those that
   * it answers for are done then; what else waits is for `route`. `remember`: after the commit.
   */
  routeBehind(
    on: Connection,
    ids: readonly DepartmentId[],
    now: number,
    last: Promise<unknown>[],
  ): Promise<ReadonlyMap<DepartmentId, Routed & Pick<Saying, 'remember'>>>;
}

export function createQueueRouting(deps: RouteDeps): QueueRouting {
  let latest = 0;
  const sweep = async (ids: readonly DepartmentId[]) => {
    const looked = await inTransaction(deps.db.deeds, (on, last) => once({ on, last, now: latest, isBehind: false, ...deps }, ids));
    for (const one of looked.values()) one?.remember();
    deps.tickets.committed([...looked.values()].flatMap((one) => one?.done ?? []));
    return looked;
  };
  return {
    async route(departmentId, now) {
      latest = now;
      for (let look = 0; look < MOST_LOOKS; look += 1) {
        const looked = await deps.tickets.inTurn(departmentId, sweep);
        if (looked) return looked;
      }
      return { ...NOTHING, lookAgainAt: now };
    },
    async routeBehind(on, ids, now, last) {
      // A long one is read only where it is known not to rest, which takes a turn more.
      const short = ids.filter((id) => !deps.memory.isLong(id));
      if (short.length === 0) return new Map();
      const looked = await once({ on, last, now, isBehind: true, ...deps }, short);
      return new Map([...looked].flatMap(([id, one]) => (one ? [[id, one] as const] : [])));
    },
  };
}

/** A queue that something may be given from. */
interface Planned {
  readonly departmentId: DepartmentId;
  readonly plan: Plan;
  readonly agents: readonly RoutingAgent[];
}

/** One transaction. */
interface Pass extends RouteDeps {
  readonly on: Connection;
  /** What need not be waited for. */
  readonly last: Promise<unknown>[];
  readonly now: number;
  /** Behind the work of others, who hold the locks of the queues and of more. */
  readonly isBehind: boolean;
}

async function once(pass: Pass, ids: readonly DepartmentId[]): Promise<Map<DepartmentId, Looked>> {
  const { on, memory, tickets, now, isBehind } = pass;
  const read = (of: readonly DepartmentId[]) => loadWaiting(on, of, DESK_LIMITS.offerPauseMs, now);
  const short = ids.filter((id) => !memory.isLong(id));
  const [there, staff, rules, ofShort] = await sentTogether([
    isBehind ? new Set(ids) : tickets.within(on).lockQueues(ids),
    loadStaff(on, ids),
    loadRules(on, ids),
    read(short),
  ]);
  const looked = new Map<DepartmentId, Looked>();
  const long: DepartmentId[] = [];
  for (const id of ids) {
    const rests = there.has(id) ? memory.restsUntil(id, staff.get(id) ?? [], now) : null;
    if (rests !== undefined) looked.set(id, { ...NOTHING, lookAgainAt: rests, remember: () => undefined });
    else if (memory.isLong(id)) long.push(id);
  }
  const waiting = new Map([...ofShort, ...(long.length > 0 ? await read(long) : [])]);
  const planned: Planned[] = [];
  const taken = new Map<UserId, number>();
  for (const departmentId of ids) {
    if (looked.has(departmentId)) continue;
    const [list, of] = [waiting.get(departmentId) ?? [], rules.get(departmentId)];
    const input = of && { now, rules: of, waiting: list, agents: withTaken(staff.get(departmentId) ?? [], taken) };
    if (list.length > 0 && input) planned.push(planOf(departmentId, input, taken));
    else looked.set(departmentId, { ...NOTHING, remember: () => memory.forget(departmentId) });
  }
  return new Map([...looked, ...(await carryOut(pass, planned))]);
}

/** The places that queues before this one have given away. */
const withTaken = (agents: readonly RoutingAgent[], taken: ReadonlyMap<UserId, number>): RoutingAgent[] =>
  agents.map((agent) => ({ ...agent, load: agent.load + (taken.get(agent.id) ?? 0) }));

function planOf(departmentId: DepartmentId, input: Parameters<typeof decideRoutes>[0], taken: Map<UserId, number>): Planned {
  const plan = decideRoutes(input);
  for (const { agentId } of plan.offers) taken.set(agentId, (taken.get(agentId) ?? 0) + 1);
  return { departmentId, plan, agents: input.agents };
}

async function carryOut(pass: Pass, planned: readonly Planned[]): Promise<Map<DepartmentId, Looked>> {
  const { on, last, now, ids, memory, tickets } = pass;
  const locked = await lockChosen(pass, planned);
  const stand = thoseThatStand(pass, planned, locked).map((one) => ({ ...one, ...memory.saying(one.departmentId, one.plan, now) }));
  const decided = stand.flatMap(({ plan, fresh }) => [...plan.offers, ...fresh, ...plan.overflows]);
  const desk = tickets.within(on);
  awaitLater(
    last,
    insertDecisions(
      on,
      decided.map(({ ticketId, decision }) => ({ id: ids.next(), ticketId, decision })),
      now,
    ),
  );
  awaitLater(
    last,
    tellSupervisors(
      on,
      stand.flatMap(({ plan }) => plan.supervisors.map(({ ticketId }) => ticketId)),
    ),
  );
  const looked = new Map<DepartmentId, Looked>(planned.map(({ departmentId }) => [departmentId, null]));
  for (const { departmentId, plan, remember } of stand) {
    // In step: each is about a ticket of its own, and the plans have counted the places of those who get several.
    const done = await sentTogether(plan.offers.map((offer) => desk.offer(locked, { ...offer, at: now }, last)));
    const unanswered = plan.supervisors.map(({ ticketId }) => ticketId);
    looked.set(departmentId, { ...plan, unanswered, remember, wishes: done.flatMap(({ wishes }) => wishes), done });
  }
  await sentInTurn();
  return looked;
}

const NOBODY: ForOffers = { agents: new Map(), tickets: new Map() };

async function lockChosen({ on, tickets, isBehind }: Pass, planned: readonly Planned[]): Promise<ForOffers> {
  const offers = planned.flatMap(({ plan }) => plan.offers);
  if (offers.length === 0) return NOBODY;
  const agentIds = [...new Set(offers.map(({ agentId }) => agentId))];
  return tickets.within(on).lockForOffers(
    agentIds,
    offers.map(({ ticketId }) => ticketId),
    isBehind,
  );
}

/** More than offers are given there: to do so takes locks that this transaction may not wait for. */
const isMore = ({ supervisors, overflows }: Plan) => supervisors.length > 0 || overflows.length > 0;

/** Behind the locks of those who were chosen: the queues whose chosen are all as they were read. */
function thoseThatStand({ isBehind }: Pass, planned: readonly Planned[], { agents: now, tickets }: ForOffers): readonly Planned[] {
  const taken = new Map<UserId, number>();
  return planned.filter(({ plan, agents }) => {
    const before = new Map(agents.map((agent) => [agent.id, agent]));
    const isLocked = plan.offers.every(({ ticketId }) => tickets.has(ticketId)) && !(isBehind && isMore(plan));
    const stands = isLocked && plan.offers.every(({ agentId }) => isSame(before.get(agentId), now.get(agentId), taken.get(agentId) ?? 0));
    // Counted here only for the queues behind this one.
    const own = new Map<UserId, number>();
    for (const { agentId } of plan.offers) own.set(agentId, (own.get(agentId) ?? 0) + 1);
    for (const [id, places] of own) taken.set(id, (taken.get(id) ?? 0) + places);
    return stands;
  });
}

/** `taken`: places that queues before have given away. */
const isSame = (before: Presence | undefined, now: Presence | undefined, taken: number) =>
  now !== undefined &&
  before?.load === now.load + taken &&
  before.capacity === now.capacity &&
  before.state === now.state &&
  before.leaseUntil === now.leaseUntil;
