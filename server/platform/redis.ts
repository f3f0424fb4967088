// The one connection to Redis. Redis is a hint: where none is set, where it is away or does not answer in time, callers
// get null at once and go on without it. A breaker keeps a sick Redis from slowing every call; nothing is queued, nothing
// is sent twice. What is logged is each change of state, and what Redis refuses.
import { createHash } from 'node:crypto';
import { Redis } from 'ioredis';
import type { Log } from './log.ts';
import { createBreaker } from './redis-breaker.ts';

const CONNECT_MS = 2_000;
const COMMAND_MS = 1_000;
const MAX_RECONNECT_MS = 5_000;

/** off: none is set; down: it is away, or does not answer. */
export type RedisState = 'off' | 'up' | 'down';

interface ScriptCall {
  readonly keys: readonly string[];
  readonly args: readonly (string | number)[];
}

export interface RedisScript {
  /** Pipelined; the replies in order. Null: no Redis now. A reply of null: Redis refused that call, which is logged. */
  runAll(calls: readonly ScriptCall[]): Promise<readonly unknown[] | null>;
}

export interface RedisLink {
  state(): RedisState;
  /** The fields of a hash, none where there is no such key. Null: no Redis now. */
  hash(key: string): Promise<ReadonlyMap<string, string> | null>;
  /** A Lua script; `name` is for the log. */
  script(name: string, lua: string): RedisScript;
  close(): Promise<void>;
}

/**
 * `url`: redis://, rediss:// or the path of a unix socket (`/path?db=2`); null: none. Answers once it is connected or the
 * first try has failed, 3 s at most; tries go on behind.
 */
export async function openRedis(url: string | null, log: Log): Promise<RedisLink> {
  if (url === null) return noRedis;
  const redis = new Redis(url, {
    lazyConnect: true,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    // What is under way when the connection is lost fails at once.
    maxRetriesPerRequest: 0,
    connectTimeout: CONNECT_MS,
    commandTimeout: COMMAND_MS,
    retryStrategy: (times) => Math.min(50 * 2 ** times, MAX_RECONNECT_MS),
  });
  const link = linkOver(redis, log);
  try {
    await redis.connect();
  } catch (error) {
    link.lost(error);
  }
  return link;
}

const noRedis: RedisLink = {
  state: () => 'off',
  hash: () => Promise.resolve(null),
  script: () => ({ runAll: () => Promise.resolve(null) }),
  close: () => Promise.resolve(),
};

function linkOver(redis: Redis, log: Log): RedisLink & { lost(error: unknown): void } {
  const breaker = createBreaker(() => performance.now());
  const state = () => (redis.status === 'ready' && !breaker.isOpen() ? 'up' : 'down');
  let told: RedisState | null = null;
  let closing = false;

  function tell(error: unknown): void {
    const now = state();
    if (now === told || closing) return;
    told = now;
    if (now === 'up') log.info({}, 'Redis answers');
    else log.warn({ error }, 'Redis does not answer: going on without it');
  }

  let lastError: unknown = null;
  redis.on('error', (error) => {
    lastError = error;
  });
  redis.on('close', () => tell(lastError));
  redis.on('ready', () => {
    breaker.succeeded();
    tell(null);
  });

  async function guarded<T>(work: () => Promise<T>): Promise<T | null> {
    if (redis.status !== 'ready' || !breaker.admits()) return null;
    try {
      const result = await work();
      breaker.succeeded();
      tell(null);
      return result;
    } catch (error) {
      breaker.failed();
      if (isReply(error)) log.error({ error }, 'Redis refused a call');
      tell(error);
      return null;
    }
  }

  return {
    state,
    lost: tell,
    hash: (key) => guarded(async () => new Map(Object.entries(await redis.hgetall(key)))),
    script: (name, lua) => createScript(redis, name, lua, log, guarded),
    async close() {
      closing = true;
      await guarded(() => redis.quit());
      redis.disconnect();
    },
  };
}

/** An error that Redis answered, as against one of the connection. */
const isReply = (error: unknown): error is Error => error instanceof Error && error.name === 'ReplyError';
const isMissingScript = (reply: unknown) => isReply(reply) && reply.message.startsWith('NOSCRIPT');

function createScript(
  redis: Redis,
  name: string,
  lua: string,
  log: Log,
  guarded: <T>(work: () => Promise<T>) => Promise<T | null>,
): RedisScript {
  const sha = createHash('sha1').update(lua).digest('hex');

  /** Replies, or what Redis answered as an error; throws an error of the connection. */
  async function send(calls: readonly ScriptCall[]): Promise<unknown[]> {
    const pipeline = redis.pipeline();
    for (const { keys, args } of calls) pipeline.evalsha(sha, keys.length, ...keys, ...args);
    const results = (await pipeline.exec()) ?? [];
    return results.map(([error, reply]) => {
      if (error && !isReply(error)) throw error;
      return error ?? reply;
    });
  }

  async function work(calls: readonly ScriptCall[]): Promise<unknown[]> {
    let replies = await send(calls);
    if (replies.some(isMissingScript)) {
      await redis.script('LOAD', lua);
      const again = await send(calls.filter((_, index) => isMissingScript(replies[index])));
      replies = replies.map((reply) => (isMissingScript(reply) ? again.shift() : reply));
    }
    const refused = replies.filter(isReply);
    if (refused[0] && refused.length === replies.length) throw refused[0];
    if (refused[0]) log.error({ error: refused[0], script: name, calls: refused.length }, 'Redis refused calls of a script');
    return replies.map((reply) => (isReply(reply) ? null : reply));
  }

  return { runAll: (calls) => (calls.length === 0 ? Promise.resolve([]) : guarded(() => work(calls))) };
}
