// Instances that share a database, each with a clock in the hand.
import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import type { UserId } from '../../../core/protocol/ids.ts';
import { type HandClock, handClock } from '../../../testing/factories/hand-clock.ts';
import { testDatabase } from '../../../testing/setup/services.ts';
import { openDb } from '../db.ts';
import { openMetrics } from '../metrics.ts';
import { type Instances, openInstances } from './instances.ts';

const ANN = '7000000000000001' as UserId;
let url: string;

beforeAll(async () => {
  url = (await testDatabase()).url;
});

interface Made {
  readonly instances: Instances;
  readonly clock: HandClock;
  readonly statements: string[];
  readonly warnings: string[];
  /** Its database is away. */
  cut(): Promise<void>;
  connections: number;
}

async function open(name: string | null, more: { readonly release?: string; readonly weight?: number } = {}): Promise<Made> {
  const db = openDb(url);
  const clock = handClock();
  const statements: string[] = [];
  const warnings: string[] = [];
  const log = { debug() {}, info() {}, error() {}, warn: (_fields: unknown, line = '') => void warnings.push(line) };
  const made = { connections: 0 };
  const self = { id: randomUUID(), endpoint: name === null ? null : `https://${name}.example.org`, release: '1', weight: 100, ...more };
  db.pool.on('connect', (client) => {
    const { query } = client;
    client.query = ((...args: unknown[]) => {
      statements.push(JSON.stringify(args[0]).slice(0, 40));
      return Reflect.apply(query, client, args);
    }) as typeof query;
  });
  const metrics = openMetrics(false);
  const instances = await openInstances({
    pool: db.pool,
    log,
    clock,
    metrics,
    self,
    connections: () => made.connections,
    random: () => 0.5,
  });
  let cut = false;
  onTestFinished(async () => {
    await instances.close();
    if (!cut) await db.close();
  });
  return Object.assign(made, {
    instances,
    clock,
    statements,
    warnings,
    async cut() {
      cut = true;
      await db.close();
    },
  });
}

beforeEach(async () => {
  const { pool, close } = openDb(url);
  await pool.query('delete from instance');
  await close();
});

const look = (...all: Made[]) => Promise.all(all.map(({ clock }) => clock.pass(5_000)));

test('[instances] alone, or without addresses, there is none to tell', async () => {
  const one = await open('a');
  expect([one.instances.addresses(ANN), one.instances.hasRefuge()]).toEqual([[], false]);
  await open(null);
  await look(one);
  expect([one.instances.addresses(ANN), one.instances.hasRefuge()]).toEqual([[], true]);
});

test('[instances] each knows the others within 5 s, the less loaded first, without a query a call', async () => {
  const [one, other] = [await open('a'), await open('b')];
  one.connections = 40;
  other.connections = 3;
  await look(one, other);
  await look(one, other);
  const { length } = one.statements;
  for (let call = 0; call < 30; call += 1) {
    expect(one.instances.addresses(ANN)).toEqual(['https://b.example.org', 'https://a.example.org']);
  }
  expect(one.statements.length).toBe(length);
  // Those it has sent there count, until the other has counted them itself.
  const firsts = Array.from({ length: 40 }, () => one.instances.addresses(ANN)[0]);
  expect(new Set(firsts)).toEqual(new Set(['https://a.example.org', 'https://b.example.org']));
});

test('[instances] one that drains is told no more, by itself at once, by the others with their next look; one that ends is gone', async () => {
  const [one, other] = [await open('a'), await open('b')];
  await look(one, other);
  await one.instances.drain();
  expect([one.instances.isDraining(), one.instances.addresses(ANN)]).toEqual([true, ['https://b.example.org']]);
  await look(other);
  expect([other.instances.addresses(ANN), other.instances.hasRefuge()]).toEqual([[], false]);
  await one.instances.close();
  await look(other);
  expect(other.instances.hasRefuge()).toBe(false);
});

test('[instances] one that renews nothing is late after 12 s of the database, and out when its 30 s are over', async () => {
  const [one, other, third] = [await open('a'), await open('b'), await open('c')];
  const { pool, close } = openDb(url);
  onTestFinished(close);
  const silent = (seconds: number) =>
    pool.query(`update instance set expires_at = clock_timestamp() + make_interval(secs => 30 - $1) where endpoint like '%//b.%'`, [
      seconds,
    ]);
  await silent(20);
  await look(one);
  expect(one.instances.addresses(ANN).at(-1)).toBe('https://b.example.org');
  await silent(31);
  await look(one);
  expect(one.instances.addresses(ANN).toSorted()).toEqual(['https://a.example.org', 'https://c.example.org']);
  await look(other, third);
  await look(one);
  expect(one.instances.addresses(ANN)).toHaveLength(3);
});

test('[instances] while the database is away the last list is told, and the log says so once', async () => {
  const [one, other] = [await open('a'), await open('b')];
  await look(one, other);
  await one.cut();
  await look(one);
  await look(one);
  expect(one.instances.addresses(ANN).toSorted()).toEqual(['https://a.example.org', 'https://b.example.org']);
  expect(one.warnings).toEqual(['the instances were not looked at: those that were known last are told']);
});
