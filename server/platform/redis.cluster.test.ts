// What a cluster alone can show: where keys are, and what goes on while a node is away.
import { Cluster } from 'ioredis';
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from 'vitest';
import { toId, type UserId } from '../../core/protocol/ids.ts';
import { meet, testBuses } from '../../testing/factories/instances.ts';
import { redisCarrier } from '../../testing/factories/redis-carrier.ts';
import { openRedis } from './redis.ts';
import { REDIS_KEYS, unreadKey } from './redis-keys.ts';

const url = inject('redisUrl') ?? '';
const pids = inject('clusterPids');
const SET = "redis.call('SET', KEYS[1], ARGV[1]) return redis.call('GET', KEYS[1])";
const quiet = { debug() {}, info() {}, warn() {}, error() {} };
const users = Array.from({ length: 60 }, (_, n) => toId<UserId>(String(1_000 + n)));
const calls = users.map((userId) => ({ keys: [unreadKey(userId)], args: [userId] }));

let cluster: Cluster;
beforeAll(async () => {
  cluster = new Cluster(url.split(','));
  await cluster.ping();
});
afterAll(async () => void (await cluster.quit()));

async function open() {
  const link = await openRedis(url, quiet);
  onTestFinished(() => link.close());
  return link;
}

/** Stops the node until the test is over, or `go` is called. */
function stopNode(index: number): () => void {
  const go = () => void process.kill(pids[index] ?? 0, 'SIGCONT');
  process.kill(pids[index] ?? 0, 'SIGSTOP');
  onTestFinished(go);
  return go;
}

test('[cluster] each key names its slot in braces, so a script with it stays on one node', () => {
  for (const { pattern } of Object.values(REDIS_KEYS)) expect(pattern).toMatch(/^\{[^{}]+\}:/);
});

test('[cluster] scripts run in one go on all nodes, also after their scripts were flushed', async () => {
  const link = await open();
  const set = link.script('set', SET);
  expect(await set.runAll(calls)).toEqual(users);
  await Promise.all(cluster.nodes('master').map((node) => node.script('FLUSH')));
  expect(await set.runAll(calls)).toEqual(users);
  const sizes = await Promise.all(cluster.nodes('master').map((node) => node.dbsize()));
  expect(sizes.map((size) => size > 5)).toEqual([true, true, true]);
  expect(await link.hash(`{u:${users[0]}}:none`)).toEqual(new Map());
});

test('[S25] [cluster] with a node away its keys answer null, the others are served, and all are again when it is back', async () => {
  const link = await open();
  const set = link.script('set', SET);
  await set.runAll(calls);
  const go = stopNode(2);
  const one = (index: number) => set.runAll([calls[index]!]);
  const answers = await Promise.all(calls.map((_, index) => one(index)));
  const nulls = answers.filter((answer) => answer === null).length;
  expect([nulls > 5, nulls < 45]).toEqual([true, true]);
  go();
  await expect.poll(() => set.runAll(calls), { timeout: 20_000 }).toEqual(users);
});

test('[S25] [cluster] with a node away the bus is down where it serves its channels, and up again with it', async () => {
  const [a, b] = await testBuses([await redisCarrier(url), await redisCarrier(url)]);
  await Promise.all(users.map((userId) => b!.bus.serve(userId)));
  await meet(a!, b!);
  const go = stopNode(2);
  await expect.poll(() => b!.bus.state(), { timeout: 20_000 }).toBe('down');
  go();
  await expect.poll(() => b!.bus.state(), { timeout: 20_000 }).toBe('up');
  await meet(a!, b!);
  // One by one, so that each goes by the channel of its shard.
  for (const userId of users) {
    const heard = new Promise<void>((resolve) => {
      b!.bus.listen({ heard: ({ heads }) => heads.some(([id]) => id === userId) && resolve(), lost() {} });
    });
    a!.bus.tell({ heads: [[userId, 7]] });
    await heard;
  }
});
