// The logs in the database: what was read of them is put in by the same reducer that the screens are made by, and pages are
// read back out of the known ranges.
import type { ConversationId, UserId } from '../../../core/protocol/ids.ts';
import type { WireEvent, WireEventPage } from '../../../core/protocol/wire.ts';
import { isEffect } from '../../../core/timeline/reduce-effect.ts';
import { heardFrom, insertEvents, type SeqRange } from '../../../core/timeline/reduce-log.ts';
import type { StoredRange } from '../../engine/device.ts';
import { pageOf, planPage } from '../../engine/kept-page.ts';
import type { PageAsk } from '../../engine/ports.ts';
import type { CopiesWrite, Database, LogRecord } from './database.ts';

const USED_MS = 60_000;

const between = (id: ConversationId, fromSeq: number, toSeq: number) => IDBKeyRange.bound([id, fromSeq], [id, toSeq]);

/** All events of a log. */
export const wholeLog = (id: ConversationId) => between(id, 0, Number.MAX_SAFE_INTEGER);

/** Puts a range in. Answers by how many events the store has grown. */
export async function insertRange(
  write: CopiesWrite,
  { conversationId: id, range, events, heard }: StoredRange,
  me: UserId,
  now: number,
): Promise<number> {
  const record = await write.objectStore('logs').get(id);
  const ranges = record?.ranges ?? [];
  const held = await related(write, id, events, ranges.some(({ fromSeq }) => fromSeq > range.toSeq) ? range : null);
  const log = insertEvents({ ranges, events: held }, range, events, me, heardFrom(heard));
  const store = write.objectStore('events');
  const before = new Set(held);
  const grown = log.events.length - held.length;
  const next: LogRecord = { ranges: log.ranges, count: (record?.count ?? 0) + grown, usedAt: now };
  const changed = log.events.filter((event) => !before.has(event));
  await Promise.all([...changed.map((event) => store.put(event, [id, event.seq])), write.objectStore('logs').put(next, id)]);
  return grown;
}

/**
 * What is kept of these events, of those that they change, and of those that change them; ascending. `hole`: it lay before
 * what is kept, and effects behind it may have waited for it.
 */
async function related(write: CopiesWrite, id: ConversationId, events: readonly WireEvent[], hole: SeqRange | null): Promise<WireEvent[]> {
  const first = events[0];
  const last = events.at(-1);
  const store = write.objectStore('events');
  const byTarget = store.index('target');
  const waited = hole ? (await byTarget.getAll(between(id, 0, hole.fromSeq - 1))).filter((effect) => effect.seq > hole.toSeq) : [];
  const targets = [...new Set([...events.filter(isEffect), ...waited].map((event) => event.targetSeq ?? 0))];
  const lists = await Promise.all([
    ...(first && last ? [store.getAll(between(id, first.seq, last.seq)), byTarget.getAll(between(id, first.seq, last.seq))] : []),
    ...targets.map((seq) => store.getAll(between(id, seq, seq))),
    ...targets.map((seq) => byTarget.getAll(between(id, seq, seq))),
  ]);
  const bySeq = new Map(lists.flat().map((event) => [event.seq, event]));
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq);
}

/** What is kept of a page; null: nothing. */
export async function readPage(db: Database, id: ConversationId, ask: PageAsk, head: number, now: number): Promise<WireEventPage | null> {
  const read = db.transaction(['logs', 'events']);
  const record = await read.objectStore('logs').get(id);
  const plan = record && planPage(record.ranges, ask, head);
  if (!plan) return null;
  const events = read.objectStore('events');
  const bounds = between(id, plan.fromSeq, plan.toSeq);
  const found = plan.take === 'first' ? await events.getAll(bounds, plan.limit + 1) : await lastOf(events, bounds, plan.limit + 1);
  if (now - record.usedAt > USED_MS) void touch(db, id, now);
  return pageOf(plan, found);
}

interface Cursor {
  readonly value: WireEvent;
  continue(): Promise<Cursor | null>;
}

async function lastOf(
  store: { openCursor(range: IDBKeyRange, direction: 'prev'): Promise<Cursor | null> },
  bounds: IDBKeyRange,
  limit: number,
): Promise<WireEvent[]> {
  const found: WireEvent[] = [];
  for (let at = await store.openCursor(bounds, 'prev'); at && found.length < limit; at = await at.continue()) found.push(at.value);
  return found.reverse();
}

async function touch(db: Database, id: ConversationId, now: number): Promise<void> {
  const write = db.transaction('logs', 'readwrite');
  const record = await write.store.get(id);
  if (record) await write.store.put({ ...record, usedAt: now }, id);
  await write.done;
}

/** Removes the least used logs until at most `limit` events are left. Answers how many were removed. */
export async function evictLogs(db: Database, limit: number): Promise<number> {
  const write = db.transaction(['logs', 'events'], 'readwrite');
  const logs = write.objectStore('logs');
  const [ids, records] = await Promise.all([logs.getAllKeys(), logs.getAll()]);
  const byUse = ids.map((id, index) => ({ id, count: records[index]?.count ?? 0, usedAt: records[index]?.usedAt ?? 0 }));
  byUse.sort((a, b) => a.usedAt - b.usedAt);
  let left = byUse.reduce((sum, log) => sum + log.count, 0);
  let removed = 0;
  for (const { id, count } of byUse) {
    if (left <= limit) break;
    await logs.delete(id);
    await write.objectStore('events').delete(wholeLog(id));
    left -= count;
    removed += count;
  }
  await write.done;
  return removed;
}
