// The limits of an instance: off, of this process alone where there is no Redis, or of all instances together.
import { systemClock } from '../clock.ts';
import type { Metrics } from '../metrics.ts';
import type { RedisLink } from '../redis.ts';
import { openHolds } from './holds.ts';
import { createLimits, type Limits, noLimits } from './limits.ts';
import { memoryLimiter } from './memory-limiter.ts';
import { sharedLimiter } from './shared-limiter.ts';

interface LimitsDeps {
  readonly redis: RedisLink;
  readonly installation: string;
  readonly metrics: Metrics;
}

export function openLimits(on: boolean, { redis, installation, metrics }: LimitsDeps): Limits {
  if (!on) return noLimits;
  const limiter = redis.state() === 'off' ? memoryLimiter() : sharedLimiter({ redis, installation, clock: systemClock });
  return createLimits(limiter, openHolds({ redis, installation }), metrics);
}
