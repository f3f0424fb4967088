// A queue's routing: one transaction under its row lock takes all that waits there and gives what can be given. Agents are read
// without a lock, those who are chosen then locked, ascending; where somebody's room has changed meanwhile, once more.

import type { DepartmentId, TicketId, UserId } from '../../../core/protocol/ids.ts';
import { decideRoutes } from '../../../core/routing/decide-routes.ts';
import type { Plan, RoutingAgent } from '../../../core/routing/world.ts';
import type { Connection, Db } from '../../platform/db.ts';
import type { IdSource } from '../../platform/ids.ts';
import { sentTogether } from '../../platform/sent-together.ts';
import { inTransaction } from '../../platform/transaction.ts';
import type { Done, Tickets, Wish } from '../ticket/index.ts';
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

export async function routeQueue(deps: RouteDeps, departmentId: DepartmentId, now: number): Promise<Routed> {
  for (let look = 0; look < MOST_LOOKS; look += 1) {
    const looked = await deps.tickets.inTurn(departmentId, () => inTransaction(deps.db.deeds, (on) => once(on, deps, departmentId, now)));
    if (looked) {
      const { remember, ...routed } = looked;
      remember();
      deps.tickets.committed(routed.done);
      return routed;
    }
  }
  return { ...NOTHING, lookAgainAt: now };
}

type Looked = Routed & Pick<Saying, 'remember'>;

/** Null: somebody who was chosen is not as they were read. */
async function once(on: Connection, deps: RouteDeps, departmentId: DepartmentId, now: number): Promise<Looked | null> {
  const { ids, tickets, memory } = deps;
  const nothing = { ...NOTHING, remember: () => undefined };
  const desk = tickets.within(on);
  const [isThere, agents, rules] = await sentTogether([
    desk.lockQueue(departmentId),
    loadStaff(on, departmentId),
    loadRules(on, departmentId),
  ]);
  if (!isThere) return nothing;
  const rests = memory.restsUntil(departmentId, agents, now);
  if (rests !== undefined) return { ...nothing, lookAgainAt: rests };
  const waiting = await loadWaiting(on, departmentId, rules.offerPauseMs, now);
  if (waiting.length === 0) return { ...nothing, remember: () => memory.forget(departmentId) };
  const plan = decideRoutes({ now, rules, waiting, agents });
  const chosen = plan.offers.map(({ agentId }) => agentId);
  if (chosen.length > 0) {
    const [, staff] = await sentTogether([desk.lockAgents(chosen), loadStaff(on, departmentId)]);
    if (haveChanged(chosen, agents, staff)) return null;
  }
  // Side by side: each is about a ticket of its own, and the plan has counted the places of those who get several.
  const done = await sentTogether(
    plan.offers.map(({ ticketId, agentId, expiresAt }) =>
      desk.act(ticketId, { kind: 'offer', at: now, agentId, expiresAt }, { kind: 'system' }),
    ),
  );
  const wishes = done.flatMap((one) => one.wishes);
  const { fresh, remember } = memory.saying(departmentId, plan, now);
  const decided = [...plan.offers, ...fresh, ...plan.overflows];
  await insertDecisions(
    on,
    decided.map(({ ticketId, decision }) => ({ id: ids.next(), ticketId, decision })),
    now,
  );
  const unanswered = plan.supervisors.map(({ ticketId }) => ticketId);
  await tellSupervisors(on, unanswered);
  return { offers: plan.offers, overflows: plan.overflows, unanswered, lookAgainAt: plan.lookAgainAt, wishes, done, remember };
}

function haveChanged(chosen: readonly UserId[], read: readonly RoutingAgent[], now: readonly RoutingAgent[]): boolean {
  const [before, after] = [read, now].map((agents) => new Map(agents.map((agent) => [agent.id, agent])));
  return chosen.some((id) => {
    const [one, other] = [before?.get(id), after?.get(id)];
    return (
      one?.load !== other?.load || one?.capacity !== other?.capacity || one?.state !== other?.state || one?.leaseUntil !== other?.leaseUntil
    );
  });
}
