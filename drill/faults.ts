// The faults: what each does to the world, and what heals it.
import type { Device } from './device.ts';
import { CLEAR, type Weather } from './gate.ts';
import type { Instance } from './instance.ts';
import type { Outbox } from './outbox.ts';
import type { FaultKind, Planned } from './plan.ts';
import type { Random } from './random.ts';
import type { Services } from './services.ts';

export interface World {
  readonly instances: readonly Instance[];
  readonly services: Services;
  readonly devices: readonly { readonly device: Device; readonly outbox: Outbox }[];
  /** Whether a wrong time can be told. */
  readonly clock: boolean;
}

type Heal = () => Promise<void> | void;

interface Effect extends FaultKind {
  readonly needs?: 'redis' | 'clock';
  begin(world: World, target: Instance, random: Random): Promise<Heal> | Heal;
}

const nothing: Heal = () => undefined;
const HOUR_S = 3_600;

function storm(weather: Weather): Effect['begin'] {
  return (_world, { gate }) => {
    gate.weather = weather;
    return () => {
      gate.weather = CLEAR;
    };
  };
}

function stopPostgres(signal: 'SIGQUIT' | 'SIGKILL'): Effect['begin'] {
  return async ({ services: { postgres } }) => {
    await postgres.stop(signal);
    return () => postgres.start();
  };
}

function wrongTime(seconds: number): Effect['begin'] {
  return (_world, instance) => {
    instance.setClock(seconds);
    return () => instance.setClock(0);
  };
}

function redisOf({ services: { redis } }: World) {
  if (!redis) throw new Error('there is no Redis');
  return redis;
}

const instanceFaults: readonly Effect[] = [
  { name: 'kill -9 of the instance', on: 'instance', least: 500, most: 3_000, begin: (_world, instance) => instance.kill() },
  {
    name: 'SIGTERM of the instance',
    on: 'instance',
    least: 2_000,
    most: 6_000,
    begin: (_world, instance) => instance.terminate().back,
  },
  {
    name: 'SIGSTOP of the instance',
    on: 'instance',
    least: 3_000,
    most: 8_000,
    begin(_world, instance) {
      instance.signal('SIGSTOP');
      return () => instance.signal('SIGCONT');
    },
  },
  { name: 'the clock of the instance an hour ahead', on: 'instance', needs: 'clock', least: 3_000, most: 8_000, begin: wrongTime(HOUR_S) },
  { name: 'the clock of the instance an hour back', on: 'instance', needs: 'clock', least: 3_000, most: 8_000, begin: wrongTime(-HOUR_S) },
];

const proxyFaults: readonly Effect[] = [
  { name: 'pushes dropped', on: 'proxy', least: 3_000, most: 8_000, begin: storm({ ...CLEAR, drop: 0.3 }) },
  { name: 'pushes doubled', on: 'proxy', least: 3_000, most: 8_000, begin: storm({ ...CLEAR, double: 0.4 }) },
  { name: 'pushes turned', on: 'proxy', least: 3_000, most: 8_000, begin: storm({ ...CLEAR, turn: 0.4, heldMs: 900 }) },
  {
    name: 'pushes dropped, doubled and turned',
    on: 'proxy',
    least: 2_000,
    most: 6_000,
    begin: storm({ drop: 0.2, double: 0.3, turn: 0.3, heldMs: 600 }),
  },
  {
    name: 'all connections cut',
    on: 'proxy',
    least: 100,
    most: 200,
    begin(_world, { gate }) {
      gate.cut();
      return nothing;
    },
  },
  {
    name: 'all connections half open',
    on: 'proxy',
    least: 100,
    most: 200,
    begin(_world, { gate }) {
      gate.deaden();
      return nothing;
    },
  },
];

const readerFaults: readonly Effect[] = [
  { name: 'connections not read', on: 'proxy', least: 3_000, most: 9_000, begin: (_world, { gate }) => gate.stall() },
];

const serviceFaults: readonly Effect[] = [
  { name: 'PostgreSQL stopped at once', on: 'postgres', least: 300, most: 4_000, begin: stopPostgres('SIGQUIT') },
  { name: 'PostgreSQL killed', on: 'postgres', least: 300, most: 4_000, begin: stopPostgres('SIGKILL') },
  {
    name: 'Redis flushed',
    on: 'redis',
    needs: 'redis',
    least: 100,
    most: 200,
    async begin(world) {
      await redisOf(world).flush();
      return nothing;
    },
  },
  {
    name: 'Redis killed',
    on: 'redis',
    needs: 'redis',
    least: 500,
    most: 4_000,
    async begin(world) {
      const redis = redisOf(world);
      await redis.stop('SIGKILL');
      redis.keepCopy();
      return () => redis.start();
    },
  },
  {
    name: 'Redis set back to what it held before',
    on: 'redis',
    needs: 'redis',
    least: 300,
    most: 1_000,
    async begin(world) {
      const redis = redisOf(world);
      await redis.stop('SIGKILL');
      redis.setBack();
      return () => redis.start();
    },
  },
  {
    name: 'Redis silent',
    on: 'redis',
    needs: 'redis',
    least: 1_000,
    most: 4_000,
    begin(world) {
      const redis = redisOf(world);
      redis.signal('SIGSTOP');
      return () => redis.signal('SIGCONT');
    },
  },
];

const deviceFaults: readonly Effect[] = [
  {
    name: 'devices forget what they have yet to send',
    on: 'devices',
    least: 100,
    most: 200,
    begin({ devices }, _instance, random) {
      for (const { device, outbox } of devices) {
        if (!random.chance(0.2)) continue;
        outbox.forget();
        device.drop();
      }
      return nothing;
    },
  },
];

const EFFECTS = [...instanceFaults, ...proxyFaults, ...readerFaults, ...serviceFaults, ...deviceFaults];

/** What can be done here; `leftOut` names what cannot. */
export function kindsFor(here: { readonly redis: boolean; readonly clock: boolean }): {
  kinds: readonly FaultKind[];
  leftOut: readonly string[];
} {
  const has = ({ needs }: Effect) => needs === undefined || here[needs];
  return { kinds: EFFECTS.filter(has), leftOut: EFFECTS.filter((effect) => !has(effect)).map(({ name }) => name) };
}

/** Begins a planned fault; what it answers heals it. */
export async function begin(world: World, planned: Planned, random: Random): Promise<{ name: string; heal: Heal }> {
  const effect = EFFECTS.find((one) => one.name === planned.kind.name);
  const target = world.instances[planned.instance];
  if (!effect || !target) throw new Error(`there is no fault ${planned.kind.name}`);
  const name = effect.on === 'instance' || effect.on === 'proxy' ? `${effect.name} (${target.name})` : effect.name;
  return { name, heal: await effect.begin(world, target, random) };
}
