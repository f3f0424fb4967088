// Presence with its streams and its clock in the hand.
import type { TerminalKind } from '../../core/protocol/events.ts';
import type { UserId } from '../../core/protocol/ids.ts';
import type { WireSignal } from '../../core/protocol/wire.ts';
import { createPresence, type PresenceDeps } from '../../server/features/presence/index.ts';
import type { Listener, Watcher } from '../../server/features/timeline/index.ts';
import type { Actor } from '../../server/platform/actor.ts';
import { handClock } from './hand-clock.ts';

export interface Stream extends Listener {
  readonly heard: WireSignal[];
}

/** `db`: of the people. `instances`: the others. */
export function createHand(db: PresenceDeps['db'], instances?: PresenceDeps['instances']) {
  const clock = handClock();
  const streams = new Set<Stream>();
  const watchers: Watcher[] = [];
  const warnings: string[] = [];
  const note = (_fields: unknown, line = '') => void warnings.push(line);
  const timeline = {
    watch: (watcher: Watcher) => void watchers.push(watcher),
    listeners: (userId: UserId) => [...streams].filter((stream) => stream.userId === userId),
    signal(to: Iterable<UserId>, signal: WireSignal) {
      for (const userId of to) for (const stream of this.listeners(userId)) stream.heard.push(signal);
    },
    signalHere(to: Iterable<UserId>, signal: WireSignal) {
      this.signal(to, signal);
    },
    connected: (userIds: Iterable<UserId>) => [...userIds].filter((userId) => [...streams].some((stream) => stream.userId === userId)),
  };
  const log = { debug: note, info: note, warn: note, error: note };
  const presence = createPresence({ db, timeline, log, clock, ...(instances ? { instances } : {}) });
  return {
    ...{ clock, presence, warnings, timeline, log },
    open({ userId, terminalId }: Actor, terminalKind: TerminalKind = 'WEB'): Stream {
      const stream = { userId, terminalId, terminalKind, heard: [] };
      streams.add(stream);
      for (const watcher of watchers) watcher({ listener: stream, open: true });
      return stream;
    },
    close(stream: Stream) {
      streams.delete(stream);
      for (const watcher of watchers) watcher({ listener: stream, open: false });
    },
  };
}

export type Hand = ReturnType<typeof createHand>;
