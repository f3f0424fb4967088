// Work that comes again: by one instance at a time, which holds an advisory lock while it works.
import type { Pool } from './db.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';

/** The locks of all jobs, so that no two have the same. */
const JOB_LOCKS = { dropOld: 5_201, archive: 5_202, reconcile: 5_203 } as const;

type JobName = keyof typeof JOB_LOCKS;

/** How a run ended; elsewhere: another instance is at it. */
const ENDS = ['done', 'elsewhere', 'failed'] as const;

/** Told how each run of a job has ended. */
export type JobMeter = (name: JobName) => (end: (typeof ENDS)[number]) => void;

export function meterJobs(metrics: Metrics): JobMeter {
  const runs = metrics.counter({ name: 'parley_job_runs_total', help: 'Runs of jobs, by how they ended.', labels: ['task', 'outcome'] });
  const success = metrics.gauge({
    name: 'parley_job_success_timestamp_seconds',
    help: 'When this process last ran a job to its end, or found another instance at it; at first its start.',
    labels: ['task'],
  });
  return (task) => {
    for (const outcome of ENDS) runs.inc({ task, outcome }, 0);
    success.setToCurrentTime({ task });
    return (outcome) => {
      runs.inc({ task, outcome });
      if (outcome !== 'failed') success.setToCurrentTime({ task });
    };
  };
}

interface JobDeps {
  readonly pool: Pool;
  readonly log: Log;
  /** Without it nobody looks. */
  readonly meter?: JobMeter;
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

export function openJob({ pool, log, meter }: JobDeps, { name, firstMs, everyMs, work }: JobPlan): Job {
  const stop = new AbortController();
  const of = meter?.(name);
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<boolean> | null = null;

  function later(ms: number): void {
    if (timer) clearTimeout(timer);
    timer = stop.signal.aborted ? null : setTimeout(() => void run(), ms).unref();
  }

  async function attempt(): Promise<boolean> {
    try {
      const done = await aloneInDatabase(pool, name, () => work(stop.signal));
      of?.(done ? 'done' : 'elsewhere');
      if (done) log.info({ job: name, ...done }, 'a job has run');
      return done !== null;
    } catch (error) {
      of?.('failed');
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
