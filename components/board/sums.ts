// The board's figures of the departments that are shown. Pure.
import type { DepartmentId } from '../../core/protocol/ids.ts';
import type { BoardAgent, BoardPoint, BoardQueue, WireBoard } from '../../core/protocol/wire-setup.ts';

export interface Sums {
  readonly queues: readonly BoardQueue[];
  readonly agents: readonly BoardAgent[];
  readonly waiting: number;
  /** Nobody answers them. */
  readonly unanswered: number;
  /** Who waits longest, and where. */
  readonly longest: { readonly since: number; readonly queue: BoardQueue; readonly over: boolean } | null;
  readonly offered: number;
  /** Whoever has them, also one who is away. */
  readonly talking: number;
  /** Places taken and places there are, of those who are online. */
  readonly load: number;
  readonly capacity: number;
  readonly online: number;
  readonly away: number;
  /** Online or away by their word, without an open desk. */
  readonly gone: number;
  readonly breaches: number;
  readonly points: readonly BoardPoint[];
}

function total<T>(rows: readonly T[], of: (row: T) => number): number {
  return rows.reduce((sum, row) => sum + of(row), 0);
}

/** `department` null: all of them. */
export function sumsOf(board: WireBoard, department: DepartmentId | null): Sums {
  const queues = board.queues.filter(({ id }) => department === null || id === department);
  const agents = board.agents.filter(({ departmentIds }) => department === null || departmentIds.includes(department));
  const online = agents.filter(({ state, goneSince }) => state === 'ONLINE' && goneSince === null);
  return {
    queues,
    agents,
    waiting: total(queues, ({ waiting }) => waiting),
    unanswered: total(queues, ({ unanswered }) => unanswered),
    longest: longestOf(queues, board.at),
    offered: total(queues, ({ offered }) => offered),
    talking: total(queues, ({ active, pending }) => active + pending),
    load: total(online, ({ load }) => load),
    capacity: total(online, ({ capacity }) => capacity),
    online: online.length,
    away: agents.filter(({ state, goneSince }) => state === 'AWAY' && goneSince === null).length,
    gone: agents.filter(({ goneSince }) => goneSince !== null).length,
    breaches: total(queues, ({ breaches }) => breaches),
    points: (queues[0]?.points ?? []).map(({ at }, i) => ({
      at,
      arrived: total(queues, ({ points }) => points[i]?.arrived ?? 0),
      closed: total(queues, ({ points }) => points[i]?.closed ?? 0),
    })),
  };
}

function longestOf(queues: readonly BoardQueue[], now: number): Sums['longest'] {
  let longest: Sums['longest'] = null;
  for (const queue of queues) {
    const { waitingSince: since, targetMs, breaches } = queue;
    if (since === null || (longest && longest.since <= since)) continue;
    longest = { since, queue, over: breaches > 0 && targetMs !== null && now - since >= targetMs };
  }
  return longest;
}
