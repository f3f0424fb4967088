// One Redis or a cluster of them behind one face. In a cluster each command goes to the node of its key's slot, so what is
// sent in one go is sent side by side; with one Redis it is a pipeline.
import { Cluster, Redis, type RedisOptions } from 'ioredis';

const CONNECT_MS = 2_000;
const COMMAND_MS = 1_000;
const MAX_RECONNECT_MS = 5_000;
/** A cluster's node that moved or failed: how often and when a call is tried again before it counts as failed. */
const REDIRECTIONS = 4;
const FAILOVER_MS = 100;

export type RedisClient = Redis | Cluster;

/** A reply, or the error that came instead. */
export type Reply = { readonly value: unknown } | { readonly error: Error };

export type Call = { readonly keys: readonly string[]; readonly args: readonly (string | number)[] };

const backOff = (times: number) => Math.min(50 * 2 ** times, MAX_RECONNECT_MS);

const common = {
  autoResendUnfulfilledCommands: false,
  autoResubscribe: false,
  // What is under way when the connection is lost fails at once.
  maxRetriesPerRequest: 0,
  connectTimeout: CONNECT_MS,
  commandTimeout: COMMAND_MS,
} satisfies RedisOptions;

/** `url`: of one Redis (also `/path?db=2`), or of several nodes of a cluster with commas between. Not connected yet. */
export function makeClient(url: string): RedisClient {
  const nodes = nodesOf(url);
  if (nodes.length === 1) return new Redis(url, { ...common, lazyConnect: true, enableOfflineQueue: false, retryStrategy: backOff });
  const { username, password, protocol } = new URL(nodes[0] ?? '');
  const access = { ...(username ? { username } : {}), ...(password ? { password: decodeURIComponent(password) } : {}) };
  return new Cluster(nodes, {
    lazyConnect: true,
    enableOfflineQueue: false,
    shardedSubscribers: true,
    maxRedirections: REDIRECTIONS,
    retryDelayOnFailover: FAILOVER_MS,
    retryDelayOnClusterDown: FAILOVER_MS,
    clusterRetryStrategy: backOff,
    clusterNodeRetryStrategy: backOff,
    redisOptions: { ...common, ...access, ...(protocol === 'rediss:' ? { tls: {} } : {}) },
  });
}

/** The nodes that a REDIS_URL names. */
const nodesOf = (url: string): string[] => (url.startsWith('/') ? [url] : url.split(',').flatMap((node) => node.trim() || []));

export const isCluster = (client: RedisClient): client is Cluster => client instanceof Cluster;

/** All in one go; the replies in order. */
export function evalAll(client: RedisClient, sha: string, calls: readonly Call[]): Promise<Reply[]> {
  if (isCluster(client)) return settled(calls.map(({ keys, args }) => client.evalsha(sha, keys.length, ...keys, ...args)));
  const pipeline = client.pipeline();
  for (const { keys, args } of calls) pipeline.evalsha(sha, keys.length, ...keys, ...args);
  return repliesOf(pipeline.exec());
}

export async function loadScript(client: RedisClient, lua: string): Promise<void> {
  const nodes = isCluster(client) ? client.nodes('master') : [client];
  await Promise.all(nodes.map((node) => node.script('LOAD', lua)));
}

/** In a cluster by its sharded channels: only the nodes of their slots carry them. */
export function publishAll(
  client: RedisClient,
  messages: readonly { readonly channel: string; readonly text: string }[],
): Promise<Reply[]> {
  if (isCluster(client)) return settled(messages.map(({ channel, text }) => client.spublish(channel, text)));
  const pipeline = client.pipeline();
  for (const { channel, text } of messages) pipeline.publish(channel, text);
  return repliesOf(pipeline.exec());
}

async function repliesOf(replies: Promise<[error: Error | null, result: unknown][] | null>): Promise<Reply[]> {
  return ((await replies) ?? []).map(([error, value]) => (error ? { error } : { value }));
}

async function settled(replies: readonly Promise<unknown>[]): Promise<Reply[]> {
  return (await Promise.allSettled(replies)).map((reply) =>
    reply.status === 'fulfilled' ? { value: reply.value } : { error: asError(reply.reason) },
  );
}

const asError = (reason: unknown) => (reason instanceof Error ? reason : new Error(String(reason)));
