// Limits on guessing: token buckets by e-mail, by address and by account. What succeeds is given back, where it took a secret.
import { isIPv6 } from 'node:net';
import { AppError } from '../../../core/protocol/app-error.ts';

export interface Rate {
  /** How many at once. */
  readonly burst: number;
  /** One more each so many milliseconds. */
  readonly everyMs: number;
  /** What succeeds counts too: it takes no secret. */
  readonly counted?: true;
}

/** The port: in memory here, in Redis where there are several instances. */
export interface Limiter {
  /** Takes one; 0 when there was one, else the milliseconds until there is. */
  take(key: string, rate: Rate): Promise<number>;
  giveBack(key: string, rate: Rate): Promise<void>;
}

const RATES = {
  'signIn.email': { burst: 20, everyMs: 30_000 },
  'signIn.address': { burst: 100, everyMs: 2_000 },
  'signUp.address': { burst: 200, everyMs: 1_000 },
  'password.user': { burst: 10, everyMs: 60_000 },
  'demo.address': { burst: 60, everyMs: 2_000, counted: true },
} as const satisfies Record<string, Rate>;

/** One network of a provider's customer counts as one address: an IPv6 address by its first 64 bits. */
export function addressKey(address: string): string {
  if (!isIPv6(address)) return address;
  const mapped = /^::ffff:([0-9.]+)$/i.exec(address);
  if (mapped?.[1]) return mapped[1];
  const [head = '', tail] = address.split('::');
  const left = head.split(':').filter((group) => group !== '');
  const right = tail?.split(':').filter((group) => group !== '') ?? [];
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  const groups = [...left, ...Array<string>(zeros).fill('0'), ...right];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}

export interface Guard {
  /** Counts an attempt under each key and runs it; RATE_LIMITED with retryAfterMs when there were too many. */
  attempt<T>(keys: Partial<Record<keyof typeof RATES, string>>, work: () => Promise<T>): Promise<T>;
}

/** Where limits are switched off. */
export const noGuard: Guard = { attempt: (_keys, work) => work() };

export function createGuard(limiter: Limiter): Guard {
  return {
    async attempt(keys, work) {
      const buckets = (Object.keys(RATES) as (keyof typeof RATES)[]).flatMap((name) => {
        const key = keys[name];
        const rate: Rate = RATES[name];
        return key === undefined ? [] : [{ key: `${name}:${key}`, rate }];
      });
      const waits = await Promise.all(buckets.map(({ key, rate }) => limiter.take(key, rate)));
      const wait = Math.max(...waits);
      if (wait > 0) throw new AppError('RATE_LIMITED', { retryAfterMs: wait });
      const result = await work();
      await Promise.all(buckets.filter(({ rate }) => !rate.counted).map(({ key, rate }) => limiter.giveBack(key, rate)));
      return result;
    },
  };
}
