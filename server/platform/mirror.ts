// Mirrors of the installation's counter, keyed by its id: files outside the data folder, and Redis where there is one. A
// mirror takes the maximum only, and one that is missing means nothing. What epoch.ts makes of them stands there.
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from './log.ts';
import type { RedisLink } from './redis.ts';
import { counterKey, REDIS_KEYS } from './redis-keys.ts';

export interface Mirror {
  /** The highest counter that it holds, 0 where it holds none or cannot be read. Never rejects. */
  read(installationId: string): Promise<number>;
  /** Never rejects. */
  raise(installationId: string, counter: number): Promise<void>;
}

/**
 * An empty file a counter, `ID.COUNTER`: the highest counts, and who adds one takes the lower ones away, so that processes
 * that write at once cannot lower it. A folder that cannot be used is told once and gone without.
 */
export function fileMirror(folder: string, log: Log): Mirror {
  let told = false;

  function without(error: unknown): void {
    if (!told) log.warn({ error, folder }, 'the mirror of the epoch cannot be kept in this folder (PARLEY_MIRROR): going on without it');
    told = true;
  }

  async function countersOf(installationId: string): Promise<number[]> {
    try {
      return (await readdir(folder)).flatMap((name) => {
        const [id, counter = '', ...more] = name.split('.');
        return id === installationId && more.length === 0 && /^\d{1,15}$/.test(counter) ? Number(counter) : [];
      });
    } catch (error) {
      if (!isMissing(error)) without(error);
      return [];
    }
  }

  return {
    read: async (installationId) => Math.max(0, ...(await countersOf(installationId))),
    async raise(installationId, counter) {
      const file = (value: number) => join(folder, `${installationId}.${value}`);
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        await writeFile(file(counter), '', { mode: 0o600 });
        const lower = (await countersOf(installationId)).filter((value) => value < counter);
        await Promise.all(lower.map((value) => rm(file(value), { force: true })));
      } catch (error) {
        without(error);
      }
    },
  };
}

const isMissing = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT';

/**
 * Raises a counter to a maximum and answers it.
 * KEYS[1] the counter; ARGV[1] what it is at least, ARGV[2] seconds to live.
 */
const RAISE = `
local value = math.max(tonumber(redis.call('GET', KEYS[1]) or '0') or 0, tonumber(ARGV[1]))
if value > 0 then redis.call('SET', KEYS[1], string.format('%.0f', value), 'EX', ARGV[2]) end
return value
`;

export function redisMirror(redis: RedisLink): Mirror {
  const raising = redis.script('counter', RAISE);
  async function raise(installationId: string, counter: number): Promise<number> {
    const replies = await raising.runAll([{ keys: [counterKey(installationId)], args: [counter, REDIS_KEYS.counter.ttlS] }]);
    const value = replies?.[0];
    return typeof value === 'number' ? value : 0;
  }
  return {
    read: (installationId) => raise(installationId, 0),
    raise: async (installationId, counter) => void (await raise(installationId, counter)),
  };
}
