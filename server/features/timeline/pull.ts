// Entries of a timeline with their events as of now (S21), in pages; and when a cursor cannot be continued: another
// epoch, ahead of the head, older than what is kept, too far behind, or a hole at its first entry (a drop came between).

import { AppError } from '../../../core/protocol/app-error.ts';
import { formatCursor, parseCursor } from '../../../core/protocol/cursor.ts';
import type { UserId } from '../../../core/protocol/ids.ts';
import { LIMITS } from '../../../core/protocol/limits.ts';
import type { ResetReason, WireEntry, WireEvent, WirePullPage, WireReset } from '../../../core/protocol/wire.ts';
import { eventBytes, type History, PageFill } from '../history/index.ts';
import type { WrittenEntry } from './store-entries.ts';
import type { EntriesAsk, Position } from './store-read.ts';

/** Of an entry on the wire without its events, about. */
export const ENTRY_BYTES = 100;

/** Of an entry with these events. */
export function bytesOf(events: readonly WireEvent[]): number {
  return ENTRY_BYTES + events.reduce((sum, event) => sum + eventBytes(event), 0);
}

export interface PullDeps {
  /** Where somebody's timeline stands, read from the database after it was called. */
  position(userId: UserId): Promise<Position>;
  entries(ask: EntriesAsk): Promise<readonly WrittenEntry[]>;
  readonly history: Pick<History, 'ranges'>;
}

/** Where a cursor stands, or why it cannot be continued. BAD_INPUT for a malformed one. */
export function placeCursor(after: string, position: Position): { pos: number } | WireReset {
  const cursor = parseCursor(after);
  if (!cursor) throw new AppError('BAD_INPUT', { field: 'after', reason: 'not a cursor' });
  const reason = resetOf(cursor, position);
  return reason ? { reason } : { pos: cursor.pos };
}

function resetOf(cursor: { epoch: string; pos: number }, position: Position): ResetReason | null {
  if (cursor.epoch !== position.epoch) return 'epoch';
  if (cursor.pos > position.head) return 'ahead';
  if (cursor.pos < position.minPos) return 'old';
  return position.head - cursor.pos > LIMITS.maxLagEntries ? 'lag' : null;
}

export async function pull(deps: PullDeps, userId: UserId, after: string, limit: number): Promise<WirePullPage | WireReset> {
  if (!parseCursor(after)) throw new AppError('BAD_INPUT', { field: 'after', reason: 'not a cursor' });
  const position = await deps.position(userId);
  const place = placeCursor(after, position);
  if ('reason' in place) return place;
  const entries = await readPage(deps, userId, { after: place.pos, upTo: position.head, limit });
  if (entries === 'old') return { reason: 'old' };
  const last = entries.at(-1)?.pos ?? place.pos;
  return { entries, cursor: formatCursor({ epoch: position.epoch, pos: last }), head: position.head, more: last < position.head };
}

/** The entries behind `after`, as many as a page holds (1 MiB, or `bytes`); 'old' when the first one is not there any more. */
export async function readPage(
  deps: PullDeps,
  userId: UserId,
  ask: { after: number; upTo: number; limit: number; bytes?: number },
): Promise<WireEntry[] | 'old'> {
  if (ask.after >= ask.upTo) return [];
  const entries = await deps.entries({ userId, after: ask.after, upTo: ask.upTo, limit: ask.limit });
  if (entries[0]?.pos !== ask.after + 1) return 'old';
  const fill = new PageFill({ events: LIMITS.pullEvents, bytes: ask.bytes ?? LIMITS.pullBytes });
  const page: WireEntry[] = [];
  while (page.length < entries.length) {
    for (const entry of await presentEntries(deps, userId, takeChunk(entries.slice(page.length), fill.ahead()))) {
      if (!fill.take(entry.events.length, bytesOf(entry.events))) return page;
      page.push(entry);
    }
  }
  return page;
}

const countOf = (entry: WrittenEntry) => (entry.kind === 'events' ? (entry.toSeq ?? 0) - (entry.fromSeq ?? 0) + 1 : 0);

/** The first ones, of about so many events; one at least. */
function takeChunk(entries: readonly WrittenEntry[], most: number): readonly WrittenEntry[] {
  let events = 0;
  const end = entries.findIndex((entry, index) => {
    events += countOf(entry);
    return index > 0 && events > most;
  });
  return end < 0 ? entries : entries.slice(0, end);
}

/** Entries with the events that the reader's stays grant. */
async function presentEntries(deps: PullDeps, userId: UserId, entries: readonly WrittenEntry[]): Promise<WireEntry[]> {
  const ranges = entries.flatMap(({ kind, conversationId, fromSeq, toSeq }) =>
    kind === 'events' && conversationId !== null && fromSeq !== null && toSeq !== null ? [{ conversationId, fromSeq, toSeq }] : [],
  );
  const byConversation = Map.groupBy(await deps.history.ranges(userId, ranges), (event) => event.conversationId);
  return entries.map((entry) => {
    const all = entry.kind === 'events' && entry.conversationId !== null ? (byConversation.get(entry.conversationId) ?? []) : [];
    return toWire(
      entry,
      all.filter((event) => event.seq >= (entry.fromSeq ?? 0) && event.seq <= (entry.toSeq ?? 0)),
    );
  });
}

export function toWire(entry: WrittenEntry, events: WireEvent[]): WireEntry {
  const { pos, kind, conversationId, fromSeq, toSeq } = entry;
  const data = kind === 'read' ? { readSeq: entry.data?.readSeq } : entry.data;
  return { pos, kind, conversationId, fromSeq, toSeq, events, data };
}
