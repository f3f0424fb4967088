// The other instances. After a commit they are told who has entries up to where, and how far conversations with read fan-out
// are; signals go there too. Hints all of it: a stream that is told of a position reads it from the database, so what is
// late, doubled or turned changes nothing, and what is lost is found by its number (platform/bus), by the notification of
// PostgreSQL where the bus does not carry, or by the heartbeat.
import type { UserId } from '../../../core/protocol/ids.ts';
import type { WireSignal } from '../../../core/protocol/wire.ts';
import type { Bus } from '../../platform/bus/bus.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Pool } from '../../platform/db.ts';
import type { Log } from '../../platform/log.ts';
import { openNudge } from '../../platform/nudge.ts';
import type { Committed } from './append.ts';
import type { Followers } from './followers.ts';
import type { Hub } from './hub.ts';

interface ElsewhereDeps {
  readonly bus: Bus;
  readonly pool: Pool;
  readonly clock: Clock;
  readonly log: Log;
  readonly hub: Pick<Hub, 'channels' | 'catchUp'>;
  readonly followers: Pick<Followers, 'moved'>;
}

export interface Elsewhere {
  committed(batch: Pick<Committed, 'entries' | 'writes'>): void;
  /** To the open streams of these people, here and elsewhere. */
  signal(to: readonly UserId[], signal: WireSignal): void;
  signalHere(to: Iterable<UserId>, signal: WireSignal): void;
  close(): Promise<void>;
}

export function connectElsewhere({ bus, pool, clock, log, hub, followers }: ElsewhereDeps): Elsewhere {
  const nudge = openNudge({ pool, log, clock, self: bus.self, carries: () => bus.carries() }, (from) => {
    if (from === null || !bus.carries() || !bus.isPeer(from)) hub.catchUp();
  });

  function signalHere(to: Iterable<UserId>, signal: WireSignal): void {
    for (const userId of to) for (const channel of hub.channels(userId)) channel.signal(signal);
  }

  bus.listen({
    heard({ heads, hints, signals }) {
      for (const [userId, pos] of heads) for (const channel of hub.channels(userId)) channel.tell(pos, false);
      for (const [id, head] of hints) followers.moved(id, head);
      for (const [to, signal] of signals) signalHere(to, signal);
    },
    lost: hub.catchUp,
  });

  return {
    committed({ entries, writes }) {
      const large = [...writes.values()].filter(({ state, events }) => state.fanOut === 'READ' && events.length > 0);
      bus.tell({
        heads: entries.map(({ userId, pos }) => [userId, pos] as const),
        hints: large.map(({ state }) => [state.id, state.head] as const),
      });
      nudge.tell();
    },
    signal(to, signal) {
      signalHere(to, signal);
      bus.tell({ signals: [[to, signal]] });
    },
    signalHere,
    close: () => nudge.close(),
  };
}
