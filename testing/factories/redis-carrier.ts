// The product's own carrier over the Redis of the tests.
import { onTestFinished } from 'vitest';
import type { TransportEars } from '../../server/platform/bus/transport.ts';
import { openRedis } from '../../server/platform/redis.ts';
import type { Carrier } from './memory-carrier.ts';
import { redisGate } from './redis-gate.ts';

const log = { debug() {}, info() {}, warn() {}, error() {} };

/** One Redis, by a socket of its own that can be cut. `url`: a path, perhaps with `?db=2`. */
export async function redisCarrier(url: string): Promise<Carrier> {
  const [path = '', query = ''] = url.split('?');
  const gate = await redisGate(path);
  const link = await openRedis(query ? `${gate.path}?${query}` : gate.path, log);
  onTestFinished(() => link.close());
  return { open: (ears: TransportEars) => link.transport(ears), cut: gate.cut, mend: gate.start };
}
