// Tells the streams of this instance news of presence, collected for a moment: one query for many people. What is told is how
// they stand after the query, so that the last word is the latest; what could not be told comes again. Each instance tells
// its own, of people wherever they are.
import type { TerminalKind } from '../../../core/protocol/events.ts';
import type { UserId } from '../../../core/protocol/ids.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Pool } from '../../platform/db.ts';
import type { Log } from '../../platform/log.ts';
import type { Timeline } from '../timeline/index.ts';
import { Board, type News } from './board.ts';
import { nextPortion, PORTION } from './portion.ts';
import { createMemory, type Seen } from './seen.ts';
import { loadPeers } from './store.ts';
import type { PresenceSignal } from './types.ts';

const COLLECT_MS = 250;
const AGAIN_MS = 5_000;
/** Online people that a new stream is told of; its client asks for others when it shows them. */
const MAX_PEERS = 150;

export interface TellerDeps {
  readonly pool: Pool;
  readonly timeline: Pick<Timeline, 'connected' | 'signalHere'>;
  /** Kinds of somebody's open streams, wherever they are. */
  kindsOf(userId: UserId): readonly TerminalKind[];
  readonly log: Log;
  readonly clock: Clock;
}

/** The board with its voice. */
export function createTeller(deps: TellerDeps): {
  readonly board: Board;
  /** Stores it, where that was not done within the last minute. */
  remember(seen: readonly Seen[]): Promise<void>;
  close(): void;
} {
  const { log, clock } = deps;
  const remember = createMemory(deps);
  let cancel: (() => void) | null = null;
  let closed = false;
  let portion: number = PORTION.first;
  const board = new Board({ kindsOf: deps.kindsOf, clock, wake: () => schedule(COLLECT_MS) });

  function schedule(ms: number): void {
    if (closed) return;
    cancel ??= clock.after(ms, run);
  }

  async function run(): Promise<void> {
    const news = board.take(portion);
    let wait = COLLECT_MS;
    try {
      const { seen, signals } = await tellNews(deps, board, news, () => closed);
      portion = nextPortion(portion, signals);
      await remember(seen);
    } catch (error) {
      log.warn({ error }, 'presence could not be told');
      board.putBack(news);
      wait = AGAIN_MS;
    }
    cancel = null;
    if (board.hasNews()) schedule(wait);
  }

  return {
    board,
    remember,
    close() {
      closed = true;
      cancel?.();
      board.close();
    },
  };
}

interface Told {
  /** Of whom this instance keeps when they were seen. */
  readonly seen: readonly Seen[];
  readonly signals: number;
}

async function tellNews({ pool, timeline }: TellerDeps, board: Board, news: News, isClosed: () => boolean): Promise<Told> {
  const online = board.online();
  const here = timeline.connected(online);
  const [listeners, peers] = await Promise.all([loadOf(pool, news.changed, here), loadOf(pool, news.newcomers, online)]);
  if (isClosed()) return { seen: [], signals: 0 };
  const told = new Map<UserId, PresenceSignal>();
  const seen: Seen[] = [];
  for (const userId of news.changed) {
    const isMine = board.isMine(userId);
    const signal = board.tell(userId);
    if (signal) told.set(userId, signal);
    if (isMine && signal?.lastSeen) seen.push({ userId, at: Date.parse(signal.lastSeen) });
  }
  let signals = 0;
  for (const [userId, signal] of told) {
    const hearing = listeners.get(userId) ?? [];
    timeline.signalHere(hearing, signal);
    signals += hearing.length;
  }
  for (const userId of news.newcomers) {
    const others = (peers.get(userId) ?? []).filter((peer) => !told.has(peer)).slice(0, MAX_PEERS);
    for (const peer of others) timeline.signalHere([userId], board.present(peer));
    signals += others.length;
  }
  return { seen, signals };
}

async function loadOf(pool: Pool, userIds: ReadonlySet<UserId>, among: readonly UserId[]): Promise<ReadonlyMap<UserId, UserId[]>> {
  return userIds.size > 0 && among.length > 0 ? loadPeers(pool, [...userIds], among) : new Map<UserId, UserId[]>();
}
