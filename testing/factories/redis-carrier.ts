// The product's own carrier over the Redis of the tests.
import { onTestFinished } from 'vitest';
import type { TransportEars } from '../../server/platform/bus/transport.ts';
import { openRedis } from '../../server/platform/redis.ts';
import type { Carrier } from './memory-carrier.ts';
import { redisGate } from './redis-gate.ts';

const log = { debug() {}, info() {}, warn() {}, error() {} };

/** The Redis of the tests, or the cluster. */
export const redisCarrier = (url: string): Promise<Carrier> => (url.includes(',') ? clusterCarrier(url) : oneCarrier(url));

/** One Redis, by a socket of its own that can be cut. `url`: a path, perhaps with `?db=2`. */
async function oneCarrier(url: string): Promise<Carrier> {
  const [path = '', query = ''] = url.split('?');
  const gate = await redisGate(path);
  const link = await openRedis(query ? `${gate.path}?${query}` : gate.path, log);
  onTestFinished(() => link.close());
  return { open: (ears: TransportEars) => link.transport(ears), cut: gate.cut, mend: gate.start };
}

/** A cluster names its nodes itself, so no socket stands between: cut, nothing comes in and nothing goes out. */
async function clusterCarrier(url: string): Promise<Carrier> {
  const link = await openRedis(url, log);
  onTestFinished(() => link.close());
  const mine: TransportEars[] = [];
  let isCut = false;
  return {
    open(ears) {
      mine.push(ears);
      const transport = link.transport({ ...ears, heard: (channel, text) => (isCut ? undefined : ears.heard(channel, text)) });
      return { ...transport, publish: (messages) => (isCut ? Promise.resolve(false) : transport.publish(messages)) };
    },
    cut() {
      isCut = true;
      for (const ears of mine) ears.broken();
      return Promise.resolve();
    },
    mend() {
      isCut = false;
      for (const ears of mine) ears.healed();
      return Promise.resolve();
    },
  };
}
