// Work that comes again: by one instance at a time, which holds an advisory lock while it works.
import type { Pool } from './db.ts';
import type { Log } from './log.ts';

/** The locks of all jobs, so that no two have the same. */
const JOB_LOCKS = { dropOld: 5_201, archive: 5_202, reconcile: 5_203 } as const;

type JobName = keyof typeof JOB_LOCKS;

interface JobDeps {
  readonly pool: Pool;
  readonly log: Log;
}

interface JobPlan {
  readonly name: JobName;
  /** From the start, and from the end of one run to the next, ms. */
  readonly firstMs: number;
  readonly everyMs: number;
  /** Ends early by the signal. What it answers is logged. */
  work(signal: AbortSignal): Promise<Record<string, number>>;
}

export interface Job {
  /** Runs it now; false: another instance is at it, or it failed, which is logged. */
  run(): Promise<boolean>;
  close(): Promise<void>;
}

export function openJob({ pool, log }: JobDeps, { name, firstMs, everyMs, work }: JobPlan): Job {
  const stop = new AbortController();
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<boolean> | null = null;

  function later(ms: number): void {
    if (timer) clearTimeout(timer);
    timer = stop.signal.aborted ? null : setTimeout(() => void run(), ms).unref();
  }

  async function attempt(): Promise<boolean> {
    try {
      const done = await aloneInDatabase(pool, name, () => work(stop.signal));
      if (done) log.info({ job: name, ...done }, 'a job has run');
      return done !== null;
    } catch (error) {
      log.warn({ error, job: name }, 'a job failed: it comes again');
      return false;
    } finally {
      running = null;
      later(everyMs);
    }
  }

  function run(): Promise<boolean> {
    running ??= attempt();
    return running;
  }

  later(firstMs);
  return {
    run,
    async close() {
      stop.abort();
      if (timer) clearTimeout(timer);
      await running;
    },
  };
}

/** Runs `work` in one process at a time; null: another one is at it. The lock is given back at once, or with a lost connection. */
export async function aloneInDatabase<T>(pool: Pool, name: JobName, work: () => Promise<T>): Promise<T | null> {
  const on = await pool.connect();
  let broken = true;
  try {
    const { rows } = await on.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [JOB_LOCKS[name]]);
    if (rows[0]?.taken !== true) {
      broken = false;
      return null;
    }
    try {
      return await work();
    } finally {
      await on.query('select pg_advisory_unlock($1)', [JOB_LOCKS[name]]);
      broken = false;
    }
  } finally {
    on.release(broken);
  }
}
