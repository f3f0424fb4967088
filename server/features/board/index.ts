// The door of the supervisor's board: the desk as it stands, and the tickets behind its figures. README.md tells the rules.
import type { UserId } from '../../../core/protocol/ids.ts';
import type { BoardTicket, WireBoard, WireWaiting } from '../../../core/protocol/wire-setup.ts';
import type { Actor } from '../../platform/actor.ts';
import { systemClock } from '../../platform/clock.ts';
import type { Agents } from '../agent/index.ts';
import { keepReading, type Read, type ReadDeps } from './read.ts';
import { loadHeld, loadWaiting, type TicketRow, type WaitingAsk } from './store.ts';

export interface BoardDeps extends Omit<ReadDeps, 'clock'>, Partial<Pick<ReadDeps, 'clock'>> {
  readonly agents: Pick<Agents, 'mustBe'>;
}

/** By supervisors and desk admins. @throws NOT_FOUND to a visitor, FORBIDDEN to an agent */
export interface Board {
  /** At most a second old. */
  board(actor: Actor): Promise<WireBoard>;
  /** What waits, or only what nobody answers, the longest first. */
  waiting(actor: Actor, ask: WaitingAsk): Promise<WireWaiting>;
  /** What an agent has or is asked for, the longest first. */
  held(actor: Actor, agentId: UserId): Promise<BoardTicket[]>;
}

export function createBoard({ agents, clock = systemClock, ...deps }: BoardDeps): Board {
  const { pool } = deps.db;
  const latest = keepReading({ ...deps, clock });
  return {
    async board(actor) {
      await agents.mustBe(actor, 'supervisor');
      return (await latest()).board;
    },
    async waiting(actor, ask) {
      await agents.mustBe(actor, 'supervisor');
      const [{ board, cutoffs }, rows] = await Promise.all([latest(), loadWaiting(pool, ask)]);
      const counted = board.queues.filter(({ id }) => ask.departmentId === null || id === ask.departmentId);
      const total = counted.reduce((sum, queue) => sum + (ask.unanswered ? queue.unanswered : queue.waiting), 0);
      return { tickets: present(rows, cutoffs), total };
    },
    async held(actor, agentId) {
      await agents.mustBe(actor, 'supervisor');
      const [{ cutoffs }, rows] = await Promise.all([latest(), loadHeld(pool, agentId)]);
      return present(rows, cutoffs);
    },
  };
}

function present(rows: readonly TicketRow[], cutoffs: Read['cutoffs']): BoardTicket[] {
  return rows.map(({ unansweredSince, ...row }) => {
    const cutoff = cutoffs.get(row.departmentId)?.firstAnswer ?? null;
    return { ...row, over: unansweredSince !== null && cutoff !== null && unansweredSince <= cutoff };
  });
}
