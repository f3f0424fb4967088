// From a committed batch to what is pushed: every recipient's entries with their positions, the events presented once a
// batch from the state that was committed. What differs by reader (effects on what one may not read, a stay that ended,
// reactions) is left to the stream, which reads it from the database.
import type { NumberedEvent } from '../../../core/conversation/state.ts';
import { EVENTS } from '../../../core/protocol/events.ts';
import type { ConversationId } from '../../../core/protocol/ids.ts';
import type { WireEvent } from '../../../core/protocol/wire.ts';
import type { ConversationWrite } from '../../../core/timeline/batch.ts';
import { presentWritten } from '../history/index.ts';
import type { Committed } from './append.ts';
import type { WrittenEntry } from './store-entries.ts';
import type { CommittedEntry } from './types.ts';

/** Unread counts that a batch changes: an entry of events adds what others said in it, a marker takes off what it passed. */
export function countEntries(committed: Pick<Committed, 'entries' | 'writes'>): CommittedEntry[] {
  const speakers = new Map([...committed.writes].map(([id, { events }]) => [id, new Set(events.map((event) => event.senderId))]));
  return committed.entries.map((entry) => {
    const speaks = entry.conversationId !== null && speakers.get(entry.conversationId)?.has(entry.userId) === true;
    return { ...entry, unread: unreadOf(entry, committed.writes, speaks) };
  });
}

function unreadOf(entry: WrittenEntry, writes: ReadonlyMap<ConversationId, ConversationWrite>, speaks: boolean): number {
  if (entry.kind === 'read') return -Number(entry.data?.others ?? 0);
  const write = entry.conversationId === null ? undefined : writes.get(entry.conversationId);
  if (entry.kind !== 'events' || !write) return 0;
  const events = rangeOf(write, entry);
  const first = events[0];
  const last = events.at(-1);
  if (!first || !last) return 0;
  const all = last.count - first.count + (EVENTS[first.kind].countable ? 1 : 0);
  if (!speaks) return all;
  return all - events.filter((event) => EVENTS[event.kind].countable && event.senderId === entry.userId).length;
}

/** The events of the entry, which the batch appended. */
function rangeOf(write: ConversationWrite, entry: WrittenEntry): NumberedEvent[] {
  const base = write.events[0]?.seq ?? 0;
  return write.events.slice((entry.fromSeq ?? base) - base, (entry.toSeq ?? base) - base + 1);
}

/** The events of an entry as its recipient may see them; null: they are to be read from the database. */
export type Presenter = (entry: WrittenEntry) => WireEvent[] | null;

/** Presents ranges of one batch; the same range is presented once. */
export function livePresenter(writes: ReadonlyMap<ConversationId, ConversationWrite>): Presenter {
  const shared = new Map<ConversationId, Map<number, WireEvent[]>>();
  return (entry) => {
    if (entry.kind !== 'events') return [];
    const write = entry.conversationId === null ? undefined : writes.get(entry.conversationId);
    if (!write || !seesAll(write, entry)) return null;
    const ranges = shared.get(write.state.id) ?? new Map<number, WireEvent[]>();
    shared.set(write.state.id, ranges);
    const from = entry.fromSeq ?? 0;
    const found = ranges.get(from);
    if (found) return found;
    const presented = rangeOf(write, entry).map((event) => presentWritten(write.state, event));
    ranges.set(from, presented);
    return presented;
  };
}

/** Whether the batch's own state shows this recipient the range as the database would. */
function seesAll(write: ConversationWrite, entry: WrittenEntry): boolean {
  const member = write.state.members.get(entry.userId);
  if (!member || (entry.fromSeq ?? 0) < member.joinedSeq) return false;
  const base = write.events[0]?.seq ?? 0;
  return rangeOf(write, entry).every((event) => {
    if (event.targetSeq == null) return !(event.kind === 'message' && reactedIn(write, event.seq));
    return event.targetSeq >= member.fromSeq && event.targetSeq <= base + write.events.length;
  });
}

const reactedIn = (write: ConversationWrite, seq: number) =>
  write.touched.has(seq) && write.events.some((event) => event.kind === 'reaction' && event.targetSeq === seq);
