// The database as one process has it, and that process may stop: its connections are cut, whatever they are at, and nothing of it
// reaches the database any more. What it has committed stands.
import type pg from 'pg';
import { DatabaseAway, type Db, openDb } from '../../server/platform/db.ts';

export interface MortalDb {
  readonly db: Db;
  stop(): void;
}

export function mortalDb(url: string, max: number): MortalDb {
  const db = openDb(url, max);
  const clients = new Set<pg.PoolClient>();
  const pools = [db.pool, db.writers, db.deeds, db.quick, db.probe];
  for (const pool of pools) pool.on('connect', (client) => clients.add(client)).on('remove', (client) => clients.delete(client));
  const gone = () => Promise.reject(new DatabaseAway(new Error('this process has stopped')));
  return {
    db,
    stop() {
      for (const pool of pools) Object.assign(pool, { connect: gone, query: gone });
      for (const client of clients) cut(client);
    },
  };
}

/** pg does not tell of the socket in its types. */
function cut(client: pg.PoolClient): void {
  const connection: unknown = Reflect.get(client, 'connection');
  const socket: unknown = typeof connection === 'object' && connection !== null ? Reflect.get(connection, 'stream') : null;
  if (typeof socket !== 'object' || socket === null || !('destroy' in socket) || typeof socket.destroy !== 'function')
    throw new Error('a connection has no socket');
  socket.destroy();
}
