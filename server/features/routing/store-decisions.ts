// Decisions as they were stored, for who asks why; and how the queues stand, for operators.
import { z } from 'zod';
import { STRATEGIES, type Strategy, TICKET_STATES } from '../../../core/protocol/desk.ts';
import { codeOf, nameOf } from '../../../core/protocol/events.ts';
import { type TicketId, toId, type UserId } from '../../../core/protocol/ids.ts';
import { type Pool, run } from '../../platform/db.ts';

const candidates = z.array(
  z.object({
    agentId: z.string().transform((id) => toId<UserId>(id)),
    score: z.number(),
    reason: z.object({ key: z.string() }).catchall(z.union([z.number(), z.null()])),
  }),
);

export interface StoredDecision {
  /** ISO 8601. */
  readonly at: string;
  readonly outcome: string;
  readonly agentId: UserId | null;
  readonly strategy: Strategy;
  readonly candidates: z.output<typeof candidates>;
  readonly passedOver: Readonly<Record<string, number>>;
}

/** The latest first. */
export async function loadDecisions(pool: Pool, id: TicketId, limit: number): Promise<StoredDecision[]> {
  const { rows } = await run<{
    at: Date;
    outcome: string;
    agent_id: string | null;
    strategy: number;
    candidates: unknown;
    passed_over: Record<string, number>;
  }>(
    pool,
    'routing_decisions_of',
    'select created_at as at, outcome, agent_id, strategy, candidates, passed_over from decision where ticket_id = $1 order by id desc limit $2',
    [id, limit],
  );
  return rows.map((row) => ({
    at: row.at.toISOString(),
    outcome: row.outcome,
    agentId: row.agent_id === null ? null : toId<UserId>(row.agent_id),
    strategy: nameOf(STRATEGIES, row.strategy),
    candidates: candidates.parse(row.candidates),
    passedOver: row.passed_over,
  }));
}

const DROPPED_AT_ONCE = 5_000;

/** Drops those older than `keptMs` by the database's clock, some at a time; answers how many. */
export async function dropDecisions(pool: Pool, keptMs: number, signal: AbortSignal): Promise<number> {
  let dropped = 0;
  for (let last = DROPPED_AT_ONCE; last === DROPPED_AT_ONCE && !signal.aborted; dropped += last) {
    const { rowCount } = await run(
      pool,
      'routing_decisions_drop',
      `delete from decision where id in (select id from decision where created_at < now() - $1 * interval '1 millisecond' order by created_at limit $2)`,
      [keptMs, DROPPED_AT_ONCE],
    );
    last = rowCount ?? 0;
  }
  return dropped;
}

export interface Standing {
  readonly waiting: number;
  readonly offered: number;
  /** How long the ticket waits that waits longest. */
  readonly oldestSeconds: number;
}

/** All queues together. */
export async function loadStanding(pool: Pool): Promise<Standing> {
  const waiting = codeOf(TICKET_STATES, 'WAITING');
  const { rows } = await run<{ waiting: number; offered: number; oldest: number }>(
    pool,
    'routing_standing',
    `select (select count(*)::int from ticket where state = ${waiting}) as waiting,
       (select count(*)::int from offer where ended_at is null) as offered,
       coalesce(extract(epoch from now() - (select min(enqueued_at) from ticket where state = ${waiting}))::float8, 0) as oldest`,
    [],
  );
  const [row] = rows;
  return { waiting: row?.waiting ?? 0, offered: row?.offered ?? 0, oldestSeconds: Math.max(0, row?.oldest ?? 0) };
}
