// Why this agent, or why a ticket still waits: its stored decisions, for who of the desk may read it.
import { mayRead } from '../../../core/desk/ticket.ts';
import { AppError } from '../../../core/protocol/app-error.ts';
import type { TicketId } from '../../../core/protocol/ids.ts';
import type { WireDecision } from '../../../core/protocol/wire-desk.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Db } from '../../platform/db.ts';
import type { Accounts } from '../account/index.ts';
import type { Agents } from '../agent/index.ts';
import type { Tickets } from '../ticket/index.ts';
import { loadDecisions } from './store-decisions.ts';

export interface ExplainDeps {
  readonly db: Pick<Db, 'pool'>;
  readonly accounts: Pick<Accounts, 'loadUsers'>;
  readonly agents: Pick<Agents, 'actorOf'>;
  readonly tickets: Pick<Tickets, 'load'>;
}

const MOST = 200;

/** The latest first. @throws NOT_FOUND to a visitor and where they may not read it, FORBIDDEN to whoever is not of the desk */
export async function decisionsOf({ db, accounts, agents, tickets }: ExplainDeps, actor: Actor, id: TicketId): Promise<WireDecision[]> {
  const { userId, isVisitor, role, departmentIds } = await agents.actorOf(actor);
  if (isVisitor) throw new AppError('NOT_FOUND');
  if (role === null) throw new AppError('FORBIDDEN');
  const ticket = await tickets.load(id);
  if (!ticket || !mayRead(ticket, { kind: 'agent', id: userId, role, departmentIds })) throw new AppError('NOT_FOUND');
  const decisions = await loadDecisions(db.pool, id, MOST);
  const users = await accounts.loadUsers([
    ...new Set(decisions.flatMap(({ agentId, candidates }) => [...(agentId ? [agentId] : []), ...candidates.map((one) => one.agentId)])),
  ]);
  return decisions.map(({ agentId, candidates, ...decision }) => ({
    ...decision,
    agent: (agentId && users.get(agentId)) ?? null,
    candidates: candidates.flatMap(({ agentId: of, score, reason: { key, ...values } }) => {
      const agent = users.get(of);
      return agent ? [{ agent, score, reason: key, values }] : [];
    }),
  }));
}
