// The one connection to Redis. Redis is a hint: where none is set, where it is away or does not answer in time, callers
// get null at once and go on without it. A breaker keeps a sick Redis from slowing every call; nothing is queued, nothing
// is sent twice. What is logged is each change of state, and what Redis refuses.
import { createHash } from 'node:crypto';
import { type BreakerState, createBreaker } from './breaker.ts';
import type { Transport, TransportEars } from './bus/transport.ts';
import type { Log } from './log.ts';
import { type Call, evalAll, loadScript, makeClient, publishAll, type RedisClient, type Reply } from './redis-client.ts';
import { redisTransport } from './redis-transport.ts';

/** off: none is set; down: it is away, or does not answer. */
export type RedisState = 'off' | 'up' | 'down';

export interface RedisScript {
  /** Pipelined; the replies in order. Null: no Redis now. A reply of null: Redis refused that call, which is logged. */
  runAll(calls: readonly Call[]): Promise<readonly unknown[] | null>;
}

export interface RedisLink {
  state(): RedisState;
  /** Of the breaker before it; open also while there is no connection. */
  breaker(): BreakerState | 'off';
  /** The fields of a hash, none where there is no such key. Null: no Redis now. */
  hash(key: string): Promise<ReadonlyMap<string, string> | null>;
  /** A Lua script; `name` is for the log. */
  script(name: string, lua: string): RedisScript;
  /** The carrier of the bus, over connections of its own for hearing. */
  transport(ears: TransportEars): Transport;
  close(): Promise<void>;
}

/**
 * `url`: redis://, rediss:// or the path of a unix socket (`/path?db=2`), or several of the first two with commas between:
 * nodes of a cluster; null: none. Answers once it is connected or the first try has failed, 3 s at most; tries go on behind.
 */
export async function openRedis(url: string | null, log: Log): Promise<RedisLink> {
  if (url === null) return noRedis;
  const client = makeClient(url);
  const link = linkOver(client, log);
  try {
    await client.connect();
  } catch (error) {
    link.lost(error);
  }
  return link;
}

const noRedis: RedisLink = {
  state: () => 'off',
  breaker: () => 'off',
  hash: () => Promise.resolve(null),
  script: () => ({ runAll: () => Promise.resolve(null) }),
  transport: () => ({
    join: () => Promise.resolve(false),
    leave: () => undefined,
    publish: () => Promise.resolve(false),
    close: () => undefined,
  }),
  close: () => Promise.resolve(),
};

function linkOver(redis: RedisClient, log: Log): RedisLink & { lost(error: unknown): void } {
  const guard = createGuard(redis, log);
  const { guarded } = guard;

  async function publish(messages: Parameters<Transport['publish']>[0]): Promise<boolean> {
    const replies = await guarded(async () => {
      const all = await publishAll(redis, messages);
      const broken = all.map(errorOf).find((error) => error !== null);
      if (broken) throw broken;
      return all;
    });
    return replies !== null;
  }

  return {
    state: guard.state,
    breaker: guard.breaker,
    lost: guard.tell,
    hash: (key) => guarded(async () => new Map(Object.entries(await redis.hgetall(key)))),
    script: (name, lua) => createScript(redis, name, lua, log, guarded),
    transport: (ears) => redisTransport(redis, publish, ears),
    async close() {
      guard.quiet();
      await guarded(() => redis.quit());
      redis.disconnect();
    },
  };
}

/** Lets calls through while Redis answers, and logs each change of that. */
function createGuard(redis: RedisClient, log: Log) {
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
      if (isAnswer(error)) log.error({ error }, 'Redis refused a call');
      tell(error);
      return null;
    }
  }

  return {
    state,
    breaker: (): BreakerState => (redis.status === 'ready' ? breaker.state() : 'open'),
    tell,
    guarded,
    /** No change is logged from now on. */
    quiet() {
      closing = true;
    },
  };
}

/** An error that Redis answered, as against one of the connection. */
const isAnswer = (error: unknown): error is Error => error instanceof Error && error.name === 'ReplyError';
const errorOf = (reply: Reply | undefined) => (reply && 'error' in reply ? reply.error : null);
const isMissingScript = (reply: Reply | undefined) => errorOf(reply)?.message.startsWith('NOSCRIPT') === true;

function createScript(
  redis: RedisClient,
  name: string,
  lua: string,
  log: Log,
  guarded: <T>(work: () => Promise<T>) => Promise<T | null>,
): RedisScript {
  const sha = createHash('sha1').update(lua).digest('hex');

  /** Replies, or what Redis answered as an error; throws an error of the connection. */
  async function send(calls: readonly Call[]): Promise<Reply[]> {
    const replies = await evalAll(redis, sha, calls);
    const broken = replies.map(errorOf).find((error) => error !== null && !isAnswer(error));
    if (broken) throw broken;
    return replies;
  }

  async function work(calls: readonly Call[]): Promise<unknown[]> {
    let replies = await send(calls);
    if (replies.some(isMissingScript)) {
      await loadScript(redis, lua);
      const again = (await send(calls.filter((_, index) => isMissingScript(replies[index])))).values();
      replies = replies.map((reply) => (isMissingScript(reply) ? (again.next().value ?? reply) : reply));
    }
    const refused = replies.flatMap((reply) => errorOf(reply) ?? []);
    if (refused[0] && refused.length === replies.length) throw refused[0];
    if (refused[0]) log.error({ error: refused[0], script: name, calls: refused.length }, 'Redis refused calls of a script');
    return replies.map((reply) => ('value' in reply ? reply.value : null));
  }

  return { runAll: (calls) => (calls.length === 0 ? Promise.resolve([]) : guarded(() => work(calls))) };
}
