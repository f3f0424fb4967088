// The door of presence: who is online (an open stream at any instance, or one within the grace), who types. Told by signals
// that may be lost. README.md tells the flow and the rules.
import { AppError } from '../../../core/protocol/app-error.ts';
import type { UserId } from '../../../core/protocol/ids.ts';
import { LIMITS } from '../../../core/protocol/limits.ts';
import { type Clock, systemClock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import type { Log } from '../../platform/log.ts';
import type { Timeline } from '../timeline/index.ts';
import { type Instances, joinInstances } from './instances.ts';
import { createRecent } from './recent.ts';
import { loadFellows, loadKnown } from './store.ts';
import { createTeller } from './teller.ts';
import type { Presence } from './types.ts';

export type { Presence } from './types.ts';

/** One signal a person, conversation and direction in this time, ms; more are dropped. */
const TYPING_MS = 1_000;

export interface PresenceDeps {
  readonly db: Pick<Db, 'pool'>;
  readonly timeline: Pick<Timeline, 'connected' | 'listeners' | 'signal' | 'signalHere' | 'watch'>;
  readonly log: Log;
  /** The others; without them it knows of its own streams alone. */
  readonly instances?: Instances;
  readonly clock?: Clock;
}

/** Make it before the first stream opens. */
export function createPresence({ db: { pool }, timeline, log, instances, clock = systemClock }: PresenceDeps): Presence {
  const typed = createRecent(TYPING_MS, clock.elapsed);
  const kindsHere = (userId: UserId) => timeline.listeners(userId).map(({ terminalKind }) => terminalKind);
  const others = joinInstances(instances ?? null, {
    clock,
    kindsHere,
    moved: (userId) => board.moved(userId, false),
    seen: (seen) => void remember(seen),
  });
  const kindsOf = (userId: UserId) => [...kindsHere(userId), ...others.kindsOf(userId)];
  const { board, remember, close } = createTeller({ pool, timeline, kindsOf, log, clock });
  let closed = false;
  timeline.watch(({ listener, open }) => {
    if (closed) return;
    if (open) board.opened(listener.userId);
    else board.moved(listener.userId, true);
    others.note(listener.userId);
  });

  return {
    async typing(userId: UserId, { conversationId, on }) {
      const key = `${userId} ${conversationId} ${on}`;
      if (typed.has(key)) return true;
      const fellows = await loadFellows(pool, userId, conversationId, LIMITS.writeFanOutMembers + 1);
      if (fellows.length === 0) throw new AppError('NOT_FOUND');
      if (!typed.take(key) || fellows.length > LIMITS.writeFanOutMembers) return true;
      timeline.signal(
        fellows.filter((fellow) => fellow !== userId),
        { type: 'typing', conversationId, userId, on },
      );
      return true;
    },
    async of(askerId, userIds) {
      const known = await loadKnown(pool, askerId, userIds);
      return known.map(({ userId, lastSeen }) => board.present(userId, lastSeen));
    },
    online: (userIds) => [...userIds].map((userId) => board.present(userId)).filter(({ online }) => online),
    async close() {
      closed = true;
      close();
      await others.close();
    },
  };
}
