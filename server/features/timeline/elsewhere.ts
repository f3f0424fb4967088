// The other instances. After a commit they are told who has entries up to where, small ones with what is in them, and how far
// conversations with read fan-out are; signals go there too. Hints all of it: an entry that is not the next one of a stream
// and a position without its entry are read from the database, so what is late, doubled or turned changes nothing; what is
// lost is found by its number (platform/bus), by the notification of PostgreSQL where the bus does not carry, or by the
// heartbeat.
import type { UserId } from '../../../core/protocol/ids.ts';
import type { WireEvent, WireSignal } from '../../../core/protocol/wire.ts';
import type { Bus } from '../../platform/bus/bus.ts';
import type { Body, News } from '../../platform/bus/message.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Pool } from '../../platform/db.ts';
import type { Log } from '../../platform/log.ts';
import { openNudge } from '../../platform/nudge.ts';
import type { Committed } from './append.ts';
import type { Followers } from './followers.ts';
import type { Hub } from './hub.ts';
import type { Presenter } from './publish.ts';

interface ElsewhereDeps {
  readonly bus: Bus;
  readonly pool: Pool;
  readonly clock: Clock;
  readonly log: Log;
  readonly hub: Pick<Hub, 'channels' | 'catchUp' | 'users'>;
  readonly followers: Pick<Followers, 'moved'>;
}

export interface Elsewhere {
  committed(batch: Pick<Committed, 'entries' | 'writes'>, present: Presenter): void;
  /** To the open streams of these people, here and elsewhere. */
  signal(to: readonly UserId[], signal: WireSignal): void;
  signalHere(to: Iterable<UserId>, signal: WireSignal): void;
  /** Tells all streams of this instance; when the database is back, their heads are read at once. */
  databaseAway(isAway: boolean): void;
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
    heard({ entries, heads, hints, signals }) {
      for (const [userId, pos, { events, ...body }] of entries) {
        for (const channel of hub.channels(userId)) channel.push({ entry: { userId, pos, ...body }, events });
      }
      for (const [userId, pos] of heads) for (const channel of hub.channels(userId)) channel.tell(pos, false);
      for (const [id, head] of hints) followers.moved(id, head);
      for (const [to, signal] of signals) signalHere(to, signal);
    },
    lost: hub.catchUp,
  });

  return {
    committed(batch, present) {
      bus.tell(bus.hasPeers() ? newsOf(batch, present) : {});
      nudge.tell();
    },
    signal(to, signal) {
      signalHere(to, signal);
      bus.tell({ signals: [[to, signal]] });
    },
    signalHere,
    databaseAway(isAway) {
      signalHere(hub.users(), { type: 'service', database: !isAway });
      if (!isAway) hub.catchUp();
    },
    async close() {
      await bus.settled();
      if (!bus.carries()) nudge.tell();
      await nudge.close();
    },
  };
}

/** Events of more text are read from the database. */
const MAX_TEXT = 4_096;

/** Recipients who have the same range of the same events share its body, which is carried once. */
function newsOf({ entries, writes }: Pick<Committed, 'entries' | 'writes'>, present: Presenter): Partial<News> {
  const shared = new Map<string, Body>();
  const told = entries.map((entry) => {
    const events = present(entry);
    const { userId, pos, kind, conversationId, fromSeq, toSeq, data } = entry;
    const key = kind === 'events' ? `${conversationId} ${fromSeq} ${toSeq} ${events === null}` : `${userId} ${pos}`;
    const body = shared.get(key) ?? { kind, conversationId, fromSeq, toSeq, data, events: events && isSmall(events) ? events : null };
    shared.set(key, body);
    return [userId, pos, body] as const;
  });
  const large = [...writes.values()].filter(({ state, events }) => state.fanOut === 'READ' && events.length > 0);
  return { entries: told, hints: large.map(({ state }) => [state.id, state.head] as const) };
}

const isSmall = (events: readonly WireEvent[]) =>
  events.reduce((sum, { text, attachments }) => sum + (text?.length ?? 0) + 500 * attachments.length, 0) <= MAX_TEXT;
