// Ids of this process: a worker number leased in PostgreSQL (30 s by database time, renewed each 5 s) and a persisted mark
// that no owner passes. The millisecond is database time at the renewal + monotonic time since, so that a jump of the
// wall clock does nothing (S22).
import { randomUUID } from 'node:crypto';
import { MAX_WORKER, nextSnowflake, snowflake } from '../../core/ids/snowflake.ts';
import { AppError } from '../../core/protocol/app-error.ts';
import { type AnyId, toId } from '../../core/protocol/ids.ts';
import type { Pool } from './db.ts';
import type { Log } from './log.ts';

const LEASE_S = 30;
const RENEW_MS = 5_000;

export interface IdSource {
  /** Throws BUSY when the lease could not be renewed for 30 s. */
  next<T extends AnyId>(): T;
}

interface Lease {
  worker: number;
  fromMs: number;
  /** Database time, ms. */
  nowMs: number;
  markMs: number;
}

const NOW_MS = `floor(extract(epoch from clock_timestamp()) * 1000)::bigint`;

/** Takes a free worker (the one whose mark is lowest), or makes the next one. */
async function takeLease(pool: Pool, owner: string): Promise<Lease> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query('lock table worker_lease in share row exclusive mode');
    const free = await client.query<{ worker: number }>(
      `select worker from worker_lease where expires_at < clock_timestamp() order by high_ms, worker limit 1`,
    );
    const next = await client.query<{ n: number }>('select coalesce(max(worker) + 1, 0)::int as n from worker_lease');
    const worker = free.rows[0]?.worker ?? next.rows[0]?.n ?? 0;
    if (worker > MAX_WORKER) throw new Error('All 1,024 id workers are leased: stop some instances and wait 30 s.');
    const taken = await client.query<{ from_ms: string; now_ms: string; mark_ms: string }>(
      `insert into worker_lease as w (worker, owner, expires_at, high_ms)
       values ($1, $2, clock_timestamp() + make_interval(secs => $3), ${NOW_MS} + $3 * 1000)
       on conflict (worker) do update set owner = excluded.owner, expires_at = excluded.expires_at,
         high_ms = greatest(w.high_ms, ${NOW_MS}) + $3 * 1000
       returning high_ms - $3 * 1000 as from_ms, ${NOW_MS} as now_ms, high_ms as mark_ms`,
      [worker, owner, LEASE_S],
    );
    await client.query('commit');
    const row = taken.rows[0];
    if (!row) throw new Error('the lease was not written');
    return { worker, fromMs: Number(row.from_ms) + 1, nowMs: Number(row.now_ms), markMs: Number(row.mark_ms) };
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

/** Opens the ids of this process; `close` gives the worker back at once. */
export async function openIds(pool: Pool, log: Log): Promise<IdSource & { readonly worker: number; close(): Promise<void> }> {
  const owner = randomUUID();
  let lease = await takeLease(pool, owner);
  let state = snowflake(lease.worker, lease.fromMs);
  let base = lease.nowMs - performance.now();
  const nowMs = () => Math.floor(base + performance.now());

  async function renew(): Promise<void> {
    const renewed = await pool.query<{ now_ms: string; mark_ms: string }>(
      `update worker_lease set expires_at = clock_timestamp() + make_interval(secs => $3), high_ms = greatest(high_ms, ${NOW_MS} + $3 * 1000)
       where worker = $1 and owner = $2 returning ${NOW_MS} as now_ms, high_ms as mark_ms`,
      [lease.worker, owner, LEASE_S],
    );
    const row = renewed.rows[0];
    if (row) {
      lease = { ...lease, nowMs: Number(row.now_ms), markMs: Number(row.mark_ms) };
    } else {
      log.warn({ worker: lease.worker }, 'the lease of the id worker was lost: taking another');
      lease = await takeLease(pool, owner);
      state = snowflake(lease.worker, lease.fromMs);
    }
    base = lease.nowMs - performance.now();
  }

  const timer = setInterval(() => {
    renew().catch((error: unknown) => log.warn({ error }, 'the lease of the id worker was not renewed'));
  }, RENEW_MS);
  timer.unref();

  return {
    get worker() {
      return lease.worker;
    },
    next<T extends AnyId>(): T {
      const id = nextSnowflake(state, nowMs(), lease.markMs);
      if (id === null) throw new AppError('BUSY', { retryAfterMs: 1000 });
      return toId<T>(id);
    },
    async close() {
      clearInterval(timer);
      await pool.query(`update worker_lease set expires_at = 'epoch', high_ms = $3 where worker = $1 and owner = $2`, [
        lease.worker,
        owner,
        Math.max(state.ms, lease.fromMs),
      ]);
    },
  };
}
