// The desk's features over given ones.
import { type AgentDeps, createAgents } from '../../server/features/agent/index.ts';
import { createBoard } from '../../server/features/board/index.ts';
import { createCanned } from '../../server/features/canned/index.ts';
import { createTickets, type TicketDeps } from '../../server/features/ticket/index.ts';
import { createViews } from '../../server/features/view/index.ts';
import { createVisitors, type VisitorDeps } from '../../server/features/visitor/index.ts';
import { noLimits } from '../../server/platform/rates/limits.ts';
import { openSegment, raiseSegment } from '../../server/platform/segments.ts';

/** Nothing runs by itself: who routes, and who repairs, is the test. */
export function deskOver(world: AgentDeps & Omit<TicketDeps, 'agents' | 'numbers'> & Pick<VisitorDeps, 'accounts'>) {
  const agents = createAgents(world);
  const numbers = openSegment(raiseSegment(world.db.pool, 'ticket'));
  const tickets = createTickets({ ...world, agents, numbers });
  return {
    agents,
    tickets,
    visitors: createVisitors({ ...world, agents, tickets, limits: noLimits, presence: { online: () => [] } }),
    canned: createCanned({ ...world, agents }),
    board: createBoard({ ...world, agents }),
    views: createViews({ ...world, agents }),
  };
}
