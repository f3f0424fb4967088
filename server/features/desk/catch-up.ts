// What was told by the bus may not have been heard: then what changed in the last half a minute is told once more, all open
// offers are compared, and what those hear of who have changed, or are of the desk no more, is read again. Where the bus does not carry (no Redis, or it is away) that is asked each two seconds, while a desk is open.

import type { UserId } from '../../../core/protocol/ids.ts';
import { NO_DESK_NEWS } from '../../platform/bus/message.ts';
import { DatabaseAway } from '../../platform/db.ts';
import { createTurns } from '../../platform/turns.ts';
import type { Feed } from './feed.ts';
import type { Listeners } from './listeners.ts';
import { loadAgentVersions, loadChangedSince, loadUnanswered } from './store.ts';
import type { Streams } from './streams.ts';
import type { DeskDeps } from './types.ts';

const EVERY_MS = 2_000;
/** Events bear the time at which they were thought of, by the clock of their instance. */
const SLACK_MS = 30_000;

export interface CatchUp {
  now(): void;
  close(): Promise<void>;
}

export function openCatchUp(
  { db: { pool }, bus, clock, log }: DeskDeps,
  listeners: Listeners,
  feed: Feed,
  streams: Pick<Streams, 'follow'>,
): CatchUp {
  let versions: ReadonlyMap<UserId, string> | null = null;
  let callOff = () => {};

  async function look(): Promise<void> {
    if (listeners.size === 0) return;
    try {
      const before = versions;
      const [changed, unanswered, now] = await Promise.all([
        loadChangedSince(pool, clock.now() - SLACK_MS),
        loadUnanswered(pool),
        loadAgentVersions(pool),
      ]);
      versions = now;
      const loads = before ? [...now].flatMap(([id, version]) => (before.get(id) === version ? [] : id)) : [];
      const others = listeners.users().filter((id) => !before || before.get(id) !== now.get(id));
      const news = [...changed].flatMap(([id, version]) => (feed.isNews(id, version) ? id : []));
      const ids = new Set([...news, ...unanswered.filter(feed.isUnheard)]);
      feed.note({ ...NO_DESK_NEWS, tickets: [...ids].map((id) => [id, [], []]), loads });
      await Promise.all(others.map(streams.follow));
      await feed.compareOffers(listeners.all());
    } catch (error) {
      if (!(error instanceof DatabaseAway)) log.warn({ error }, 'the desks did not catch up: they do with the next look');
    }
  }

  const turns = createTurns<'look'>(look, 1);
  function schedule(): void {
    callOff = clock.after(EVERY_MS, () => {
      if (!bus.carries()) turns.ask('look');
      schedule();
    });
  }
  schedule();
  return {
    now: () => turns.ask('look'),
    async close() {
      callOff();
      turns.stop();
      await turns.settled();
    },
  };
}
