// Tells news of presence, collected for a moment: one query for many people. What is told is how they stand after the
// query, so that the last word is the latest; what could not be told comes again.
import type { UserId } from '../../../core/protocol/ids.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Pool } from '../../platform/db.ts';
import type { Log } from '../../platform/log.ts';
import type { Timeline } from '../timeline/index.ts';
import { Board, type News } from './board.ts';
import { createRecent } from './recent.ts';
import { loadPeers, writeLastSeen } from './store.ts';
import type { PresenceSignal } from './types.ts';

const COLLECT_MS = 250;
const AGAIN_MS = 5_000;
const SEEN_MS = 60_000;
/** Online people that a new stream is told of; its client asks for others when it shows them. */
const MAX_PEERS = 150;

export interface TellerDeps {
  readonly pool: Pool;
  readonly timeline: Pick<Timeline, 'listeners' | 'signal'>;
  readonly log: Log;
  readonly clock: Clock;
}

/** When people were last seen, written at most once a minute each. A time that cannot be stored is lost. */
function createMemory({ pool, log, clock }: TellerDeps): (signals: Iterable<PresenceSignal>) => Promise<void> {
  const seen = createRecent(SEEN_MS, clock.elapsed);
  return async (signals) => {
    const gone = [...signals].flatMap(({ userId, lastSeen }) =>
      lastSeen !== null && seen.take(userId) ? [{ userId, at: Date.parse(lastSeen) }] : [],
    );
    if (gone.length === 0) return;
    try {
      await writeLastSeen(pool, gone);
    } catch (error) {
      log.warn({ error, people: gone.length }, 'when people were last seen could not be stored');
    }
  };
}

/** The board with its voice. */
export function createTeller(deps: TellerDeps): { readonly board: Board; close(): void } {
  const { pool, timeline, log, clock } = deps;
  const remember = createMemory(deps);
  let cancel: (() => void) | null = null;
  let closed = false;
  const board = new Board({ timeline, clock, wake: () => schedule(COLLECT_MS) });

  function schedule(ms: number): void {
    if (closed) return;
    cancel ??= clock.after(ms, run);
  }

  async function run(): Promise<void> {
    const news = board.take();
    let wait = COLLECT_MS;
    try {
      await tell(news);
    } catch (error) {
      log.warn({ error }, 'presence could not be told');
      board.putBack(news);
      wait = AGAIN_MS;
    }
    cancel = null;
    if (board.hasNews()) schedule(wait);
  }

  async function tell(news: News): Promise<void> {
    const peers = await loadPeers(pool, [...news.changed.union(news.newcomers)], board.online());
    if (closed) return;
    const told = new Map<UserId, PresenceSignal>();
    for (const userId of news.changed) {
      const signal = board.tell(userId);
      if (signal) told.set(userId, signal);
    }
    for (const [userId, signal] of told) timeline.signal(peers.get(userId) ?? [], signal);
    for (const userId of news.newcomers) {
      const others = (peers.get(userId) ?? []).filter((peer) => !told.has(peer)).slice(0, MAX_PEERS);
      for (const peer of others) timeline.signal([userId], board.present(peer));
    }
    await remember(told.values());
  }

  return {
    board,
    close() {
      closed = true;
      cancel?.();
      board.close();
    },
  };
}
