// Presence over several instances: leases in Redis say who is where, the bus says at once what changes, and each instance
// tells its own streams. Without Redis each knows of its own people alone, and nobody hears of an error.
import type { TerminalKind } from '../../../core/protocol/events.ts';
import type { UserId } from '../../../core/protocol/ids.ts';
import type { Bus } from '../../platform/bus/bus.ts';
import { shardOf } from '../../platform/bus/message.ts';
import type { Clock } from '../../platform/clock.ts';
import type { RedisLink } from '../../platform/redis.ts';
import { Elsewhere } from './elsewhere.ts';
import { type Ended, LEASE_MS, Leases } from './leases.ts';
import type { Seen } from './seen.ts';

/** Streams that open and end within this time are one change. */
const GATHER_MS = 100;

export interface Instances {
  readonly redis: RedisLink;
  readonly bus: Bus;
  /** The id of the installation. */
  readonly installation: string;
}

interface Ears {
  readonly clock: Clock;
  /** Kinds of somebody's open streams of this instance. */
  kindsHere(userId: UserId): TerminalKind[];
  /** Somebody's streams elsewhere are others than before. */
  moved(userId: UserId): void;
  /** Of people whose instance died; others do not hear of them. */
  seen(seen: readonly Seen[]): void;
}

export interface Others {
  kindsOf(userId: UserId): TerminalKind[];
  /** A stream of theirs has opened or ended here. */
  note(userId: UserId): void;
  close(): Promise<void>;
}

const nobody: Others = { kindsOf: () => [], note: () => undefined, close: () => Promise.resolve() };

export function joinInstances(instances: Instances | null, { clock, kindsHere, moved, seen }: Ears): Others {
  if (instances === null || instances.redis.state() === 'off') return nobody;
  const { bus } = instances;
  const elsewhere = new Elsewhere(clock.elapsed, moved);
  let waiting = new Set<UserId>();
  let callOff: (() => void) | null = null;

  function ended(leases: readonly Ended[]): void {
    bus.tell({ stands: leases.map(({ userId, instance }) => ({ userId, instance, kinds: [] })) });
    for (const { userId, instance } of leases) elsewhere.heard(userId, instance, [], 0);
    seen(leases.map(({ userId, lastAt }) => ({ userId, at: lastAt })));
  }

  const leases = new Leases({
    ...instances,
    ...{ self: bus.self, clock, ended },
    read: (shard, reading) => elsewhere.read(reading, (userId) => shardOf(userId) === shard),
    passed: () => elsewhere.sweep(),
  });
  bus.listen({
    heard({ stands }) {
      for (const { userId, instance, kinds } of stands) if (instance !== bus.self) elsewhere.heard(userId, instance, kinds, LEASE_MS);
    },
    lost: () => leases.readAll(),
  });

  async function tell(): Promise<void> {
    callOff = null;
    const stands = new Map([...waiting].map((userId) => [userId, [...new Set(kindsHere(userId))].sort()]));
    waiting = new Set();
    bus.tell({ stands: [...stands].map(([userId, kinds]) => ({ userId, instance: bus.self, kinds })) });
    await leases.hold(stands);
  }

  return {
    kindsOf: (userId) => elsewhere.kindsOf(userId),
    note(userId) {
      waiting.add(userId);
      callOff ??= clock.after(GATHER_MS, tell);
    },
    async close() {
      callOff?.();
      await leases.close();
    },
  };
}
