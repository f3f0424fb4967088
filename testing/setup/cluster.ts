// Before the tests over a cluster: three nodes on loopback that share the slots, started from the Redis that the others use.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** The processes of the nodes, in the order of the addresses. */
    clusterPids: number[];
  }
}

const HOST = '127.0.0.1';
const SLOTS = [
  [0, 5460],
  [5461, 10922],
  [10923, 16383],
] as const;

interface Program {
  readonly command: string;
  readonly env: Record<string, string>;
}

interface Node {
  readonly port: number;
  readonly busPort: number;
  readonly child: ChildProcess;
  readonly redis: Redis;
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const program = JSON.parse(process.env.REDIS_PROGRAM ?? 'null') as Program | null;
  if (!program) throw new Error('REDIS_PROGRAM is missing: run these tests with npm run test:services, without REDIS_URL');
  const folder = mkdtempSync(join(tmpdir(), 'parley-cluster-'));
  const ports = await freePorts(2 * SLOTS.length);
  const nodes = SLOTS.map((_, index) => start(program, folder, ports[2 * index] ?? 0, ports[2 * index + 1] ?? 0));
  const kill = () => nodes.forEach(({ child }) => void child.kill('SIGKILL'));
  process.once('exit', kill);
  await join3(nodes);
  project.provide('redisUrl', nodes.map(({ port }) => `redis://${HOST}:${port}`).join(','));
  project.provide(
    'clusterPids',
    nodes.map(({ child }) => child.pid ?? 0),
  );
  return async () => {
    for (const { redis } of nodes) redis.disconnect();
    const ended = nodes.map(({ child }) => once(child, 'exit'));
    kill();
    await Promise.all(ended);
    rmSync(folder, { recursive: true, force: true });
  };
}

function start({ command, env }: Program, folder: string, port: number, busPort: number): Node {
  const place = ['--bind', HOST, '--port', String(port), '--cluster-port', String(busPort), '--dir', folder];
  const cluster = ['--cluster-enabled', 'yes', '--cluster-config-file', `nodes-${port}.conf`, '--cluster-node-timeout', '1000'];
  const alone = ['--cluster-require-full-coverage', 'no'];
  const child = spawn(command, [...place, ...cluster, ...alone, '--save', '', '--appendonly', 'no'], {
    stdio: 'ignore',
    env: { ...process.env, ...env },
  });
  const redis = new Redis(port, HOST, { retryStrategy: () => 50, maxRetriesPerRequest: null, enableReadyCheck: false });
  redis.on('error', () => undefined);
  return { port, busPort, child, redis };
}

async function join3(nodes: readonly Node[]): Promise<void> {
  for (const [index, { redis }] of nodes.entries()) await redis.cluster('ADDSLOTSRANGE', ...(SLOTS[index] ?? []));
  const [first, ...others] = nodes;
  for (const { port, busPort } of others) await first?.redis.call('CLUSTER', 'MEET', HOST, String(port), String(busPort));
  for (const { redis } of nodes) {
    for (let info = ''; !/cluster_state:ok[\s\S]*cluster_known_nodes:3/.test(info); ) {
      await delay(50);
      info = String(await redis.cluster('INFO'));
    }
  }
}

async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, HOST));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return ports;
}
