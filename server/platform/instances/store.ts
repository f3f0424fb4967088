// The row of this instance and those of the others, in one statement a renewal.
import { type Pool, run } from '../db.ts';

/** TTL by database time; a renewal each 5 s. */
const LEASE_S = 30;
/** Rows that ended so long ago are thrown away. */
const KEPT_S = 3_600;

export interface Own {
  readonly id: string;
  readonly endpoint: string | null;
  readonly release: string;
  readonly weight: number;
  readonly connections: number;
  readonly draining: boolean;
}

export interface Other extends Own {
  /** Since its last renewal. */
  readonly silentS: number;
  [column: string]: unknown;
}

/** Renews the lease of `own`; the others whose lease stands. */
export async function renew(pool: Pool, own: Own): Promise<Other[]> {
  const { id, endpoint, release, weight, connections, draining } = own;
  const { rows } = await run<Other>(
    pool,
    'instance_renew',
    `with mine as (
       insert into instance as i (id, endpoint, release, weight, connections, draining, expires_at)
       values ($1, $2, $3, $4, $5, $6, clock_timestamp() + make_interval(secs => ${LEASE_S}))
       on conflict (id) do update set connections = excluded.connections, draining = excluded.draining, expires_at = excluded.expires_at
     ), gone as (
       delete from instance where expires_at < clock_timestamp() - make_interval(secs => ${KEPT_S}) and id <> $1
     )
     select id, endpoint, release, weight, connections, draining,
       (${LEASE_S} - extract(epoch from expires_at - clock_timestamp()))::float8 as "silentS"
     from instance where expires_at > clock_timestamp() and id <> $1`,
    [id, endpoint, release, weight, connections, draining],
  );
  return rows;
}

export async function removeInstance(pool: Pool, id: string): Promise<void> {
  await pool.query('delete from instance where id = $1', [id]);
}
