// The door of the timeline: the one write path, reading by position, the push. README.md tells the flow and the rules.
import { isTalk } from '../../../core/conversation/decide-talk.ts';
import { FAN_OUT_RULE, type FanOutRule } from '../../../core/conversation/state.ts';
import { LIMITS } from '../../../core/protocol/limits.ts';
import type { ConversationWrite } from '../../../core/timeline/batch.ts';
import type { Blobs } from '../../platform/blobs/blobs.ts';
import { type Bus, noBus } from '../../platform/bus/bus.ts';
import { type Clock, systemClock } from '../../platform/clock.ts';
import type { Db, Pool } from '../../platform/db.ts';
import type { IdSource } from '../../platform/ids.ts';
import type { Log } from '../../platform/log.ts';
import { createHistory, type History } from '../history/index.ts';
import { createAck } from './ack.ts';
import type { Committed } from './append.ts';
import { dropOld } from './drop-old.ts';
import { connectElsewhere, type Elsewhere } from './elsewhere.ts';
import { Followers } from './followers.ts';
import { createHub, type Hub } from './hub.ts';
import { KnownMembers } from './known-members.ts';
import { markRead } from './mark-read.ts';
import { noMeter, type TimelineMeter } from './meter.ts';
import { commitOverTiers } from './over-tiers.ts';
import type { Live } from './pending.ts';
import { countEntries, livePresenter, type Presenter } from './publish.ts';
import { pull } from './pull.ts';
import { createReads } from './reads.ts';
import { createReceipts } from './receipts.ts';
import { setPrefs } from './set-prefs.ts';
import { createSizes } from './sizes.ts';
import type { WrittenEntry } from './store-entries.ts';
import { loadConversationHeads, loadHeads } from './store-read.ts';
import { openStream } from './stream.ts';
import type { CommittedEntry, TalkNews, Timeline } from './types.ts';
import { Witness } from './witness.ts';
import { type WriterDeps, Writers } from './writers.ts';

export { inTransaction } from '../../platform/transaction.ts';
export { meterTimeline } from './meter.ts';
export { loadPosition } from './store-read.ts';
export type { EndSignal, Listener, Timeline, Watcher } from './types.ts';

export interface TimelineDeps {
  readonly db: Db;
  readonly ids: IdSource;
  readonly log: Log;
  /** Where archived events are; without it a command that needs one is an error. */
  readonly blobs?: Blobs;
  /** Another than the product's is for tests. */
  readonly fanOutRule?: FanOutRule;
  /** To the other instances; without it they are told by PostgreSQL alone. */
  readonly bus?: Bus;
  /** Held in the hand by tests. */
  readonly clock?: Clock;
  /** What operators see of it; without it nobody looks. */
  readonly meter?: TimelineMeter;
}

export function createTimeline(deps: TimelineDeps): Timeline {
  const { db, ids, log, blobs, fanOutRule = FAN_OUT_RULE, bus = noBus(), clock = systemClock, meter = noMeter } = deps;
  const { pool, writers: writePool } = db;
  const history = createHistory(db, blobs ? { blobs, log } : null);
  const { hub, followers } = openHub(pool, bus, clock, log);
  const elsewhere = connectElsewhere({ bus, pool, clock, log, hub, followers });
  const reading = { ...createReads(pool, clock), history };
  const sizes = createSizes();
  const witness = new Witness({ loadHeads: (userIds) => loadHeads(pool, userIds), elapsed: clock.elapsed });
  const tellReceipts = createReceipts({ pool, signal: elsewhere.signal, log });
  const [listeners, talkListeners] = [listening<readonly CommittedEntry[]>(), listening<TalkNews>()];

  /** Never throws: what was committed is answered, whatever becomes of the hints. */
  function committed(batch: Pick<Committed, 'entries' | 'writes' | 'woken'>): void {
    try {
      sizes.learn(batch.writes.values());
      witness.note(batch.entries);
      const moved = [...batch.writes.values()].filter((write) => write.events.length > 0);
      if (batch.entries.length === 0 && moved.length === 0) return;
      const counted = countEntries(batch);
      listeners.tell(counted);
      const present = livePresenter(batch.writes);
      publish(hub, followers, batch.entries, present);
      for (const { state } of moved) followers.moved(state.id, state.head);
      tellReceipts(receiptsOf(counted));
      elsewhere.committed(batch, present);
      tellOfTalks(talkListeners.tell, moved, batch.woken);
    } catch (error) {
      log.error({ error }, 'a committed batch was not pushed');
    }
  }

  const writers = openWriters({ db, ids, log, clock, fanOutRule, meter }, history, { committed, membersOf: sizes.of });
  const commitOwn = (entries: readonly WrittenEntry[]) => committed({ entries, writes: new Map(), woken: [] });
  return {
    submit: (command) => writers.submit(meter.submitted(command)),
    markRead: async (userId, id, seq) => commitOwn(await markRead(writePool, userId, id, seq)),
    setPrefs: async (userId, id, change) => commitOwn(await setPrefs(writePool, userId, id, change)),
    pull: async (userId, after, limit) => meter.paged(await pull(reading, userId, after, Math.min(limit, LIMITS.pageRows))),
    open: (ask) => openStream({ ...reading, hub, followers, routes: bus, meter }, ask),
    ack: openAck(pool, clock, tellReceipts),
    ...hintsOf(elsewhere),
    connected: (userIds) => [...userIds].filter((userId) => hub.has(userId)),
    listeners: hub.listeners,
    everybody: () => [...hub.users()].flatMap(hub.listeners),
    watch: hub.watch,
    dropOld: (keptMs, signal) => dropOld(pool, keptMs, signal),
    epochChanged() {
      witness.forget();
      hub.catchUp();
    },
    missesHistory: () => witness.misses(),
    ...{ onCommitted: listeners.add, onTalks: talkListeners.add },
    async close() {
      await writers.close();
      hub.close();
      await elsewhere.close();
    },
  };
}

function openWriters(
  { db, ids, log, clock, fanOutRule, meter }: Required<Pick<TimelineDeps, 'db' | 'ids' | 'log' | 'clock' | 'fanOutRule' | 'meter'>>,
  history: History,
  own: Pick<WriterDeps, 'committed' | 'membersOf'>,
): Writers {
  const append = { writers: db.writers, ids, known: new KnownMembers(db.writers), now: clock.now, fanOutRule };
  const writers = new Writers({
    commit: (commands, options) => meter.commit(commands, () => commitOverTiers(append, history, commands, options)),
    pause: (ms) => new Promise((resolve) => void clock.after(ms, resolve)),
    clock,
    log,
    ...own,
    committed: (batch) => meter.publish(batch, () => own.committed(batch)),
  });
  meter.watch(() => writers.queued);
  return writers;
}

const hintsOf = ({ signal, signalHere, databaseAway }: Elsewhere) => ({ signal, signalHere, databaseAway });

function openAck(pool: Pool, clock: Clock, tell: ReturnType<typeof createReceipts>): ReturnType<typeof createAck> {
  return createAck({
    pool,
    elapsed: clock.elapsed,
    delivered: (userId, list) => tell(list.map((one) => ({ type: 'delivered', userId, ...one }))),
  });
}

function openHub(pool: Pool, routes: Bus, clock: Clock, log: Log): { readonly hub: Hub; readonly followers: Followers } {
  const followers = new Followers({
    loadFollowed: createReads(pool, clock).followed,
    loadHeads: (conversationIds) => loadConversationHeads(pool, conversationIds),
    routes,
  });
  return { followers, hub: createHub({ loadHeads: (userIds) => loadHeads(pool, userIds), followers, clock, log }) };
}

function publish(hub: Hub, followers: Followers, entries: readonly WrittenEntry[], present: Presenter): void {
  let last: Live | null = null;
  for (const entry of entries) {
    if (!hub.has(entry.userId)) continue;
    const live: Live = { entry, events: present(entry) };
    last = live;
    for (const channel of hub.channels(entry.userId)) {
      // No hint of what comes after it, though the entry is still on its way.
      if (entry.kind === 'left' && entry.conversationId !== null) followers.leave(channel, entry.conversationId);
      channel.push(live);
    }
  }
  // Who waits longest tells how long it takes.
  if (last) last.committedAt = performance.now();
}

function listening<T>() {
  const all: ((told: T) => void)[] = [];
  return {
    add: (listener: (told: T) => void) => void all.push(listener),
    tell(told: T) {
      for (const listener of all) listener(told);
    },
  };
}

function tellOfTalks(tell: (news: TalkNews) => void, moved: readonly ConversationWrite[], woken: Committed['woken']): void {
  const talks = moved.filter(({ state }) => isTalk(state));
  if (talks.length > 0) tell({ moved: talks.map(({ state }) => ({ conversationId: state.id, head: state.head })), woken });
}

function receiptsOf(entries: readonly CommittedEntry[]) {
  return entries.flatMap(({ kind, userId, conversationId, data }) =>
    kind === 'read' && conversationId !== null ? [{ type: 'read' as const, userId, conversationId, seq: Number(data?.readSeq) }] : [],
  );
}
