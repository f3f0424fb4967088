// The routing of queues: those that have gathered in one transaction. Under their row locks it takes all that waits there and gives
// what can be given. Agents are read without a lock, those who are chosen then locked, ascending; where somebody's room has
// changed meanwhile, their queue is looked at once more.

import { DESK_LIMITS } from '../../../core/protocol/desk.ts';
import type { DepartmentId, TicketId, UserId } from '../../../core/protocol/ids.ts';
import { decideRoutes } from '../../../core/routing/decide-routes.ts';
import type { Plan, Presence, RoutingAgent } from '../../../core/routing/world.ts';
import type { Connection, Db } from '../../platform/db.ts';
import type { IdSource } from '../../platform/ids.ts';
import { sentTogether } from '../../platform/sent-together.ts';
import { inTransaction } from '../../platform/transaction.ts';
import type { Done, Tickets, Wish } from '../ticket/index.ts';
import type { RoutingMemory, Saying } from './memory.ts';
import { insertDecisions, loadPresence, loadRules, loadStaff, loadWaiting, tellSupervisors } from './store.ts';

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

/** `now`: of the last who asked. */
export function createQueueRouting(deps: RouteDeps): (departmentId: DepartmentId, now: number) => Promise<Routed> {
  let latest = 0;
  const sweep = async (ids: readonly DepartmentId[]) => {
    const looked = await inTransaction(deps.db.deeds, (on) => once(on, deps, ids, latest));
    for (const one of looked.values()) one?.remember();
    deps.tickets.committed([...looked.values()].flatMap((one) => one?.done ?? []));
    return looked;
  };
  return async (departmentId, now) => {
    latest = now;
    for (let look = 0; look < MOST_LOOKS; look += 1) {
      const looked = await deps.tickets.inTurn(departmentId, sweep);
      if (looked) return looked;
    }
    return { ...NOTHING, lookAgainAt: now };
  };
}

/** A queue that something may be given from. */
interface Planned {
  readonly departmentId: DepartmentId;
  readonly plan: Plan;
  readonly agents: readonly RoutingAgent[];
}

async function once(on: Connection, deps: RouteDeps, ids: readonly DepartmentId[], now: number): Promise<Map<DepartmentId, Looked>> {
  const { memory, tickets } = deps;
  const read = (of: readonly DepartmentId[]) => loadWaiting(on, of, DESK_LIMITS.offerPauseMs, now);
  const short = ids.filter((id) => !memory.isLong(id));
  const [there, staff, rules, ofShort] = await sentTogether([
    tickets.within(on).lockQueues(ids),
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
  return new Map([...looked, ...(await carryOut(on, deps, planned, now))]);
}

/** The places that queues before this one have given away. */
const withTaken = (agents: readonly RoutingAgent[], taken: ReadonlyMap<UserId, number>): RoutingAgent[] =>
  agents.map((agent) => ({ ...agent, load: agent.load + (taken.get(agent.id) ?? 0) }));

function planOf(departmentId: DepartmentId, input: Parameters<typeof decideRoutes>[0], taken: Map<UserId, number>): Planned {
  const plan = decideRoutes(input);
  for (const { agentId } of plan.offers) taken.set(agentId, (taken.get(agentId) ?? 0) + 1);
  return { departmentId, plan, agents: input.agents };
}

async function carryOut(on: Connection, deps: RouteDeps, planned: readonly Planned[], now: number): Promise<Map<DepartmentId, Looked>> {
  const stand = (await thoseThatStand(on, deps, planned)).map((one) => ({
    ...one,
    ...deps.memory.saying(one.departmentId, one.plan, now),
  }));
  const desk = deps.tickets.within(on);
  const decided = stand.flatMap(({ plan, fresh }) => [...plan.offers, ...fresh, ...plan.overflows]);
  const [done] = await sentTogether([
    // In step: each is about a ticket of its own, and the plans have counted the places of those who get several.
    sentTogether(
      stand.map(({ plan }) =>
        sentTogether(
          plan.offers.map(({ ticketId, agentId, expiresAt }) =>
            desk.act(ticketId, { kind: 'offer', at: now, agentId, expiresAt }, { kind: 'system' }),
          ),
        ),
      ),
    ),
    insertDecisions(
      on,
      decided.map(({ ticketId, decision }) => ({ id: deps.ids.next(), ticketId, decision })),
      now,
    ),
    tellSupervisors(
      on,
      stand.flatMap(({ plan }) => plan.supervisors.map(({ ticketId }) => ticketId)),
    ),
  ]);
  const looked = new Map<DepartmentId, Looked>(planned.map(({ departmentId }) => [departmentId, null]));
  for (const [at, { departmentId, plan, remember }] of stand.entries()) {
    const own = done[at] ?? [];
    const unanswered = plan.supervisors.map(({ ticketId }) => ticketId);
    const wishes = own.flatMap((one) => one.wishes);
    looked.set(departmentId, { ...plan, unanswered, remember, wishes, done: own });
  }
  return looked;
}

/** Behind the locks of those who were chosen: those whose places are all as they were read. */
async function thoseThatStand(on: Connection, { tickets }: RouteDeps, planned: readonly Planned[]): Promise<readonly Planned[]> {
  const chosen = [...new Set(planned.flatMap(chosenOf))];
  if (chosen.length === 0) return planned;
  const [, now] = await sentTogether([tickets.within(on).lockAgents(chosen), loadPresence(on, chosen)]);
  const taken = new Map<UserId, number>();
  return planned.filter((one) => {
    const before = new Map(one.agents.map((agent) => [agent.id, agent]));
    const stands = chosenOf(one).every((id) => isSame(before.get(id), now.get(id), taken.get(id) ?? 0));
    for (const id of chosenOf(one)) taken.set(id, (taken.get(id) ?? 0) + 1);
    return stands;
  });
}

const chosenOf = ({ plan }: Planned) => plan.offers.map(({ agentId }) => agentId);

/** `taken`: places that queues before have given away. */
const isSame = (before: Presence | undefined, now: Presence | undefined, taken: number) =>
  now !== undefined &&
  before?.load === now.load + taken &&
  before.capacity === now.capacity &&
  before.state === now.state &&
  before.leaseUntil === now.leaseUntil;
