// One batch until every command of it has a verdict: retries what another transaction was in the way of or what a database
// that is away lost (settled by the keys), and halves a batch whose statement fails or whose decision throws, so that one
// poisonous command cannot fail its neighbours.
import { AppError } from '../../../core/protocol/app-error.ts';
import { refuse } from '../../../core/protocol/errors.ts';
import type { Command, Outcome } from '../../../core/timeline/command.ts';
import { DatabaseAway, sqlState } from '../../platform/db.ts';
import type { Log } from '../../platform/log.ts';
import type { Committed } from './append.ts';

/** A command on its way through a writer. */
export interface Job {
  readonly command: Command;
  settle(outcome: Outcome): void;
  /** Waited long enough: a number ahead is refused now. */
  lastLook: boolean;
  /** Held before: its time to wait runs. */
  held: boolean;
}

/** held: its lane's number is ahead; busy: somebody else holds the conversation. */
export type Verdict = Outcome | 'held' | 'busy';

export interface AttemptDeps {
  commit(commands: readonly Command[], options: { wait: boolean; lastLook: ReadonlySet<Command> }): Promise<Committed>;
  /** After each commit, before anybody is answered. */
  committed(committed: Committed): void;
  /** Waits, ms. */
  pause(ms: number): Promise<void>;
  readonly log: Log;
}

const AGAIN = new Set(['40P01', '40001', '23505']);
const LOCK_TIMEOUT = '55P03';
const MAX_AGAIN = 8;
const MAX_TIMEOUTS = 3;
const MAX_LOST = 6;
const LOST_MS = 50;
const BUSY: Outcome = { kind: 'refused', refusal: refuse('BUSY', { retryAfterMs: 1000 }) };

export async function attempt(deps: AttemptDeps, jobs: readonly Job[], wait: boolean): Promise<Map<Job, Verdict>> {
  const tries = { again: 0, timeouts: 0, lost: 0 };
  for (;;) {
    try {
      return await once(deps, jobs, wait);
    } catch (error) {
      const state = sqlState(error);
      if (error instanceof AppError) return all(jobs, { kind: 'refused', refusal: refuse(error.code, error.details) });
      if (state !== null && AGAIN.has(state) && ++tries.again < MAX_AGAIN) continue;
      if (state === LOCK_TIMEOUT) {
        if (++tries.timeouts < MAX_TIMEOUTS) continue;
        return all(jobs, BUSY);
      }
      if (error instanceof DatabaseAway) {
        deps.log.warn({ error, commands: jobs.length }, 'a batch was lost on its way to the database');
        if (++tries.lost >= MAX_LOST) return all(jobs, BUSY);
        await deps.pause(LOST_MS * 2 ** tries.lost);
        continue;
      }
      return halve(deps, jobs, wait, error);
    }
  }
}

async function once(deps: AttemptDeps, jobs: readonly Job[], wait: boolean): Promise<Map<Job, Verdict>> {
  const lastLook = new Set(jobs.filter((job) => job.lastLook).map((job) => job.command));
  const committed = await deps.commit(
    jobs.map((job) => job.command),
    { wait, lastLook },
  );
  deps.committed(committed);
  const busy = new Set(committed.busy);
  return new Map(
    jobs.map((job) => {
      const existing = committed.existing.get(job.command);
      if (existing !== undefined) return [job, { kind: 'existing', conversationId: existing }];
      return [job, busy.has(job.command) ? 'busy' : (committed.outcomes.get(job.command) ?? 'held')];
    }),
  );
}

const all = (jobs: readonly Job[], verdict: Verdict) => new Map(jobs.map((job) => [job, verdict]));

async function halve(deps: AttemptDeps, jobs: readonly Job[], wait: boolean, error: unknown): Promise<Map<Job, Verdict>> {
  if (jobs.length <= 1) {
    deps.log.error({ error, conversationId: jobs[0]?.command.conversationId }, 'a command failed');
    return all(jobs, { kind: 'refused', refusal: refuse('INTERNAL') });
  }
  const middle = jobs.length >> 1;
  const first = await attempt(deps, jobs.slice(0, middle), wait);
  return new Map([...first, ...(await attempt(deps, jobs.slice(middle), wait))]);
}
