// The bus over the real Redis, each instance by a way of its own that can be cut.
import { beforeAll } from 'vitest';
import { testBus } from '../../../testing/factories/bus-contract.ts';
import { redisCarrier } from '../../../testing/factories/redis-carrier.ts';
import { testRedis } from '../../../testing/setup/services.ts';

let own: Awaited<ReturnType<typeof testRedis>>;
beforeAll(async () => {
  own = await testRedis();
});

testBus('Redis', () => redisCarrier(own.url));
