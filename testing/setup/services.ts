// What a test on real services takes for itself: a migrated database and a key space in Redis, both gone afterwards.
import { randomBytes } from 'node:crypto';
import { Cluster, Redis } from 'ioredis';
import pg from 'pg';
import { afterAll, inject } from 'vitest';
import { databaseUrl, dropDatabase, onDatabase } from './template.ts';

interface TestDatabase {
  url: string;
  pool: pg.Pool;
}

/**
 * A fresh database with all migrations applied, for the calling file (call it in `beforeAll` or at the top of the file).
 * It is dropped after the file's tests; what they opened on `url` themselves they close themselves.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const adminUrl = inject('adminUrl');
  const name = `parley_test_${randomBytes(6).toString('hex')}`;
  await onDatabase(adminUrl, (admin) => admin.query(`create database ${name} template ${inject('template')}`));
  const url = databaseUrl(adminUrl, name);
  const pool = new pg.Pool({ connectionString: url, max: 20 });
  afterAll(async () => {
    await pool.end();
    await onDatabase(adminUrl, (admin) => dropDatabase(admin, name));
  });
  return { url, pool };
}

interface TestRedis {
  /** What the product's REDIS_URL would be. */
  url: string;
  /** In the project `cluster` that takes the same commands, whose keys are of one slot each. */
  redis: Redis;
  /** Removes all keys. */
  empty(): Promise<void>;
}

/**
 * An empty Redis database of the calling file's worker: no other file uses it at the same time. Channels of publish and
 * subscribe are shared by all databases of a server, so a test uses names of its own for those.
 */
export async function testRedis(): Promise<TestRedis> {
  const server = inject('redisUrl');
  if (server === null) throw new Error('no Redis runs for these tests');
  if (server.includes(',')) return testCluster(server);
  const number = Number(process.env.VITEST_POOL_ID ?? '1');
  const redis = new Redis(server, { db: number, maxRetriesPerRequest: 1 });
  await redis.flushdb();
  afterAll(async () => {
    await redis.flushdb();
    await redis.quit();
  });
  const empty = async () => void (await redis.flushdb());
  return { empty, url: server.includes('://') ? databaseUrl(server, String(number)) : `${server}?db=${number}`, redis };
}

async function testCluster(url: string): Promise<TestRedis> {
  const cluster = new Cluster(url.split(','));
  const empty = async () => void (await Promise.all(cluster.nodes('master').map((node) => node.flushall())));
  await cluster.ping();
  await empty();
  afterAll(async () => {
    await empty();
    await cluster.quit();
  });
  return { url, redis: cluster as unknown as Redis, empty };
}
