// The one write transaction of the engine: lock, known keys, lanes, decide, write, commit; only then anybody is answered.
// Locks: conversation, key, member, cursor, each ascending.
import { FAN_OUT_RULE, type FanOutRule } from '../../../core/conversation/state.ts';
import type { ConversationId, EventId, TicketId } from '../../../core/protocol/ids.ts';
import { type BatchResult, type ConversationWrite, runBatch } from '../../../core/timeline/batch.ts';
import type { Command, Outcome } from '../../../core/timeline/command.ts';
import type { PlannedEntry } from '../../../core/timeline/ranges.ts';
import type { Connection, Pool } from '../../platform/db.ts';
import type { IdSource } from '../../platform/ids.ts';
import { sentTogether } from '../../platform/sent-together.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { placeKey } from '../history/index.ts';
import { type Archived, type ColdPlace, coldPlaces, fillCold } from './cold.ts';
import type { KnownMembers } from './known-members.ts';
import { createConversations, loadKeys, loadLanes, loadTargets, lockConversations } from './store-load.ts';
import { type MovedMarker, writeMarkers } from './store-markers.ts';
import { fillMembers, loadMembers, restOfMembers } from './store-members.ts';
import { loadTalks, wakeTickets } from './store-talk.ts';
import { lockCursors, type WrittenEntry, writeEntries, writeLogs } from './store-write.ts';

export interface AppendDeps {
  readonly writers: Pool;
  readonly ids: IdSource;
  readonly known: KnownMembers;
  /** Wall clock, ms. */
  readonly now: () => number;
  /** Another than the product's is for tests. */
  readonly fanOutRule?: FanOutRule;
}

export interface Committed {
  readonly outcomes: ReadonlyMap<Command, Outcome>;
  /** Somebody else holds their conversation, or it waits for `cold`: again in the next round. */
  readonly busy: readonly Command[];
  /** Archived events that were needed and not given. */
  readonly cold: readonly ColdPlace[];
  /** Direct conversations that existed already. */
  readonly existing: ReadonlyMap<Command, ConversationId>;
  readonly writes: ReadonlyMap<ConversationId, ConversationWrite>;
  readonly entries: readonly WrittenEntry[];
  /** Tickets that have to hear of what was said. */
  readonly woken: readonly TicketId[];
}

/** How long a conversation is waited for that somebody else holds. */
const LOCK_TIMEOUT_MS = 1_000;

interface CommitOptions {
  /** The commands are of one conversation, which is waited for; else locked conversations are left for later. */
  readonly wait: boolean;
  readonly lastLook: ReadonlySet<Command>;
  readonly archived?: Archived;
}

export async function commitBatch(
  deps: AppendDeps,
  commands: readonly Command[],
  options: CommitOptions = { wait: false, lastLook: new Set() },
): Promise<Committed> {
  let generation = 0;
  const committed = await inTransaction(deps.writers, async (on, last) => {
    generation = deps.known.generation;
    if (options.wait) await on.query(`set local lock_timeout = '${LOCK_TIMEOUT_MS}ms'`);
    return transact(on, deps, commands, options, last);
  });
  deps.known.learn(
    [...committed.writes.values()].map(({ state }) => state),
    generation,
  );
  return committed;
}

async function transact(
  on: Connection,
  deps: AppendDeps,
  commands: readonly Command[],
  options: CommitOptions,
  last: Promise<unknown>[],
): Promise<Committed> {
  const { existing, creating } = await createConversations(on, commands);
  const asked = commands.filter((command) => !existing.has(command));
  const ids = asked.map((command) => command.conversationId);
  const rule = deps.fanOutRule ?? FAN_OUT_RULE;
  // Sent together: each is a statement of its own behind the lock, so it sees what the holder committed.
  const [locked, keys, lanes, loaded] = await sentTogether([
    lockConversations(on, ids, options.wait, rule),
    loadKeys(on, asked),
    loadLanes(on, asked),
    loadMembers(on, asked, rule, deps.known),
    creating,
  ]);
  const free = asked.filter((command) => !locked.busy.has(command.conversationId));
  const [members] = await sentTogether([
    restOfMembers(on, loaded, locked.states, rule),
    loadTargets(on, free, locked.states),
    loadTalks(on, free, locked.states),
  ]);
  const places = coldPlaces(free, locked.states, keys);
  const archived = options.archived ?? new Map<string, null>();
  const cold = places.filter(({ conversationId, seq }) => !archived.has(placeKey(conversationId, seq)));
  for (const { conversationId } of cold) locked.busy.add(conversationId);
  const busy = asked.filter((command) => locked.busy.has(command.conversationId));
  const taken = asked.filter((command) => !locked.busy.has(command.conversationId));
  const given = places.filter((place) => !locked.busy.has(place.conversationId));
  const unreadable = await fillCold(on, given, archived, locked.states, keys);
  for (const state of locked.states.values()) fillMembers(state, members);
  const result = runBatch({
    now: deps.now(),
    conversations: locked.states,
    lanes,
    keys,
    commands: taken,
    unreadable,
    lastLook: options.lastLook,
    nextId: () => deps.ids.next<EventId>(),
  });
  const entries = await write(on, result, last);
  const woken: TicketId[] = [];
  last.push(wakeTickets(on, [...result.writes.values()], woken));
  return { outcomes: result.outcomes, busy, cold, existing, writes: result.writes, entries, woken };
}

async function write(on: Connection, result: BatchResult, last: Promise<unknown>[]): Promise<WrittenEntry[]> {
  const writes = [...result.writes.values()];
  const ranges = writes.flatMap((one) => one.ranges.entries);
  const recipients = [...ranges.map((entry) => entry.userId), ...writes.flatMap((one) => [...one.markers.keys()])];
  const logs = writeLogs(on, result);
  const [moved, cursors] = await sentTogether([writeMarkers(on, result), lockCursors(on, recipients), ...logs]);
  const planned = [...ranges, ...(moved ?? []).map(readEntry)];
  const { entries, writing } = writeEntries(on, cursors, planned);
  last.push(...writing);
  return entries;
}

/** `others` lets counters fold the entry in as a delta. */
export function readEntry({ conversationId, userId, readSeq, others }: MovedMarker): PlannedEntry {
  return { userId, kind: 'read', conversationId, fromSeq: null, toSeq: null, data: { readSeq, others } };
}
