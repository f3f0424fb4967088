// The one write transaction of the engine: lock, known keys, lanes, decide, write, commit; only then anybody is answered.
// Locks: conversation, key, member, cursor, each ascending.
import { FAN_OUT_RULE, type FanOutRule } from '../../../core/conversation/state.ts';
import type { ConversationId, EventId, TicketId } from '../../../core/protocol/ids.ts';
import { type BatchResult, type ConversationWrite, runBatch } from '../../../core/timeline/batch.ts';
import type { Command, Outcome } from '../../../core/timeline/command.ts';
import type { PlannedEntry } from '../../../core/timeline/ranges.ts';
import type { Connection, Pool } from '../../platform/db.ts';
import type { IdSource } from '../../platform/ids.ts';
import { awaitLater, sentTogether } from '../../platform/sent-together.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { placeKey } from '../history/index.ts';
import { type Archived, type ColdPlace, coldPlaces, fillCold } from './cold.ts';
import type { KnownMembers } from './known-members.ts';
import { type WrittenEntry, writeEntries } from './store-entries.ts';
import { createConversations, loadKeys, loadLanes, loadTargets, lockConversations } from './store-load.ts';
import { type MovedMarker, mayMove, writeBehind, writeMarkers } from './store-markers.ts';
import { fillMembers, loadMembers, restOfMembers } from './store-members.ts';
import { fillTalks, isOfTicket, loadTalks, wakeTickets } from './store-talk.ts';
import { writeLogs } from './store-write.ts';

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
  const ofTickets = asked.filter(({ create, conversationId }) => isOfTicket(create?.kind ?? deps.known.of(conversationId)?.kind));
  // Sent together: each is a statement of its own behind the lock, so it sees what the holder committed.
  const [locked, keys, lanes, loaded, talks] = await sentTogether([
    lockConversations(on, ids, options.wait, rule),
    loadKeys(on, asked),
    loadLanes(on, asked),
    loadMembers(on, asked, rule, deps.known),
    loadTalks(on, ofTickets),
    creating,
  ]);
  const free = asked.filter((command) => !locked.busy.has(command.conversationId));
  const isRead = new Set(ofTickets);
  const [members, , restOfTalks] = await sentTogether([
    restOfMembers(on, loaded, locked.states, rule),
    loadTargets(on, free, locked.states),
    loadTalks(
      on,
      free.filter((command) => !isRead.has(command) && isOfTicket(locked.states.get(command.conversationId)?.kind)),
    ),
  ]);
  fillTalks(locked.states, [...talks, ...restOfTalks]);
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

/** Filled by the time the transaction is over. */
async function write(on: Connection, result: BatchResult, last: Promise<unknown>[]): Promise<WrittenEntry[]> {
  const ranges = [...result.writes.values()].flatMap((one) => one.ranges.entries);
  const logs = writeLogs(on, result);
  const markers = [writeBehind(on, result), writeMarkers(on, result)] as const;
  const entries: WrittenEntry[] = [];
  // Who moves a marker has an entry that says how far.
  const [behind, moved] = mayMove(result) ? await sentTogether([...markers, ...logs]) : [];
  const planned = [...ranges, ...[...(behind ?? []), ...(moved ?? [])].map(readEntry)];
  const writing = writeEntries(on, planned).then((written) => void entries.push(...written));
  for (const one of [...logs, ...markers, writing]) if (one) awaitLater(last, one);
  return entries;
}

/** `others` lets counters fold the entry in as a delta. */
export function readEntry({ conversationId, userId, readSeq, others }: MovedMarker): PlannedEntry {
  return { userId, kind: 'read', conversationId, fromSeq: null, toSeq: null, data: { readSeq, others } };
}
