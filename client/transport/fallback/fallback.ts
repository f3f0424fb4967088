// What is fetched when sockets do not work: the other ways of the push, and who chooses.
import type { Clock } from '../../engine/device.ts';
import type { StreamPort } from '../../engine/ports.ts';
import type { Authorization } from '../authorization.ts';
import type { WayMemory } from '../way-memory.ts';
import type { Chooser } from '../ways.ts';
import { createChooser } from './chooser.ts';
import { createEvents } from './events.ts';
import type { Ask } from './plain.ts';
import { createPoll } from './poll.ts';
import { probeHttp, probeSocket } from './probe.ts';

export interface FallbackDeps {
  readonly socket: StreamPort;
  readonly memory: WayMemory;
  readonly clock: Pick<Clock, 'after' | 'now'>;
  readonly ask: Ask;
  connect(): WebSocket;
  readonly authorization?: Authorization;
  newId(): string;
  onOnline(listener: () => void): void;
}

export function createFallback(deps: FallbackDeps): Chooser {
  const { socket, memory, clock, ask, connect, authorization, onOnline } = deps;
  return createChooser({
    ways: { socket, events: createEvents(ask), poll: createPoll(deps) },
    memory,
    clock,
    reaches: () => probeHttp(ask, clock),
    letsSocketsIn: () => probeSocket(connect, clock, authorization),
    onOnline,
  });
}
