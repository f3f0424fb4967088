// Two instances or more in one process: a world each over one database, with the bus between them.
import { randomUUID } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { type Bus, openBus } from '../../server/platform/bus/bus.ts';
import type { ChannelMessage, OpenTransport } from '../../server/platform/bus/transport.ts';
import { type Clock, systemClock } from '../../server/platform/clock.ts';
import type { Carrier } from './memory-carrier.ts';

const log = { debug() {}, info() {}, warn() {}, error() {} };

/** No timer of it ever goes off: neither heartbeats nor notifications help. */
export const stillClock: Clock = { ...systemClock, after: () => () => undefined };

/** In which reads that are asked for together gather, ms. */
const MOMENT_MS = 25;

/** Moments pass, so that reads which gather go on; heartbeats and notifications never come. */
export const momentClock: Clock = { ...systemClock, after: (ms, run) => (ms > MOMENT_MS ? () => undefined : systemClock.after(ms, run)) };

/** Changes messages on their way. */
type Spoil = (messages: readonly ChannelMessage[]) => readonly ChannelMessage[];

export interface TestBus {
  readonly bus: Bus;
  readonly carrier: Carrier;
  /** What carried news, by round trip. */
  readonly told: ChannelMessage[][];
  spoil(change: Spoil | null): void;
}

export function testBusOver(carrier: Carrier, installation: string): TestBus {
  const told: ChannelMessage[][] = [];
  let change: Spoil | null = null;
  const open: OpenTransport = (ears) => {
    const transport = carrier.open(ears);
    return {
      ...transport,
      publish(messages) {
        const news = messages.filter(({ text }) => text.includes('"h":'));
        if (news.length > 0) told.push(news);
        return transport.publish(change ? change(messages) : messages);
      },
    };
  };
  const bus = openBus({ open, installation, clock: systemClock, log });
  return {
    bus,
    carrier,
    told,
    spoil(next) {
      change = next;
    },
  };
}

/** Instances that hear each other. */
export async function testBuses(carriers: readonly Carrier[]): Promise<TestBus[]> {
  const installation = randomUUID();
  const buses = carriers.map((carrier) => testBusOver(carrier, installation));
  for (const { bus } of buses) onTestFinished(() => bus.close());
  await meet(...buses);
  return buses;
}

/** Until all hear each other. */
export async function meet(...buses: readonly TestBus[]): Promise<void> {
  await Promise.all(buses.flatMap(({ bus }) => buses.map((other) => heard(bus, other.bus))));
}

function heard(bus: Bus, other: Bus): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (bus.state() !== 'up' || (bus !== other && !bus.isPeer(other.self))) return;
      clearInterval(timer);
      resolve();
    };
    const timer = setInterval(look, 5);
    look();
  });
}
