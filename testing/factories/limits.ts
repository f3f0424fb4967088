// The product's limits in one process, for tests.
import { openMetrics } from '../../server/platform/metrics.ts';
import { type Holds, openHolds } from '../../server/platform/rates/holds.ts';
import { createLimits, type Limits } from '../../server/platform/rates/limits.ts';
import { memoryLimiter } from '../../server/platform/rates/memory-limiter.ts';

/** Without Redis. */
export const holdsAlone = (): Holds => openHolds({ installation: '1', redis: { script: () => ({ runAll: async () => null }) } });

/** By another clock, or over a Redis, where a limiter is given. */
export function testLimits(limiter = memoryLimiter(), metrics = openMetrics(false)): Limits {
  return createLimits(limiter, holdsAlone(), metrics);
}
