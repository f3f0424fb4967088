// A conversation's row as one of its members sees it, and how events, markers and list settings change it: head, title,
// role, the last message, and unread = countable messages above the marker that are not mine (S16). Pure; the same object where nothing
// changed. Events come in seq order; one at or below the row's head is counted in it already.
import { EVENTS, ROLES } from '../protocol/events.ts';
import type { UserId } from '../protocol/ids.ts';
import type { EventData, WireConversation, WireEvent } from '../protocol/wire.ts';
import { applyEffect, isEffect, newerOf } from './reduce-effect.ts';
import { indexOfSeq, isKnown, type LogState } from './reduce-log.ts';

interface Counts {
  readonly unread: number;
  readonly mentions: number;
}

/** Whether it counts as unread for me. */
export function countsFor(event: WireEvent, me: UserId): boolean {
  return (EVENTS[event.kind]?.countable ?? false) && event.senderId !== me;
}

function mentionsMe(event: WireEvent, me: UserId): boolean {
  const { mentions, mentionsAll } = event.data ?? {};
  return mentionsAll === true || (Array.isArray(mentions) && mentions.includes(me));
}

/** The row after the event. */
export function applyToConversation(row: WireConversation, event: WireEvent, me: UserId): WireConversation {
  const known = withLastMessage(row, event, me);
  if (event.seq <= row.head) return known;
  const counted = countsFor(event, me) && event.seq > row.readSeq;
  return {
    ...known,
    ...changeOf(row, event, me),
    head: event.seq,
    unread: row.unread + (counted ? 1 : 0),
    mentions: row.mentions + (counted && mentionsMe(event, me) ? 1 : 0),
  };
}

function withLastMessage(row: WireConversation, event: WireEvent, me: UserId): WireConversation {
  const last = row.lastMessage;
  let next = last;
  if (event.kind === 'message') {
    if (!last || event.seq > last.seq) next = event.seq > row.head || !last ? event : last;
    else if (event.seq === last.seq) next = newerOf(last, event);
  } else if (last && isEffect(event)) next = applyEffect(last, event, me);
  return next === last ? row : { ...row, lastMessage: next };
}

/** What joins, leaves, roles and settings change. */
function changeOf(row: WireConversation, { kind, data }: WireEvent, me: UserId): Partial<WireConversation> {
  switch (kind) {
    case 'join':
      return { memberCount: row.memberCount + (Array.isArray(data?.userIds) ? data.userIds.length : 0) };
    case 'leave':
      return { memberCount: Math.max(0, row.memberCount - 1) };
    case 'role':
      return data?.userId === me ? roleOf(data) : {};
    case 'settings':
      return typeof data?.title === 'string' ? { title: data.title } : {};
    case 'fanOut':
      return data?.fanOut === 'READ' || data?.fanOut === 'WRITE' ? { fanOut: data.fanOut } : {};
    default:
      return {};
  }
}

function roleOf(data: EventData): Partial<WireConversation> {
  const role = ROLES.find((each) => each === data.role);
  return role ? { role } : {};
}

/** The row after an entry `prefs` of my timeline. */
export function applyPrefs(row: WireConversation, data: EventData): WireConversation {
  const { pinned = row.pinned, muted = row.muted } = data;
  if (typeof pinned !== 'boolean' || typeof muted !== 'boolean') return row;
  return pinned === row.pinned && muted === row.muted ? row : { ...row, pinned, muted };
}

/** What is unread in `fromSeq..toSeq`; null where the log is not known there. */
function countIn(log: LogState, fromSeq: number, toSeq: number, me: UserId): Counts | null {
  if (!isKnown(log, { fromSeq, toSeq })) return null;
  const { events } = log;
  let unread = 0;
  let mentions = 0;
  for (let index = indexOfSeq(events, fromSeq); index < events.length; index += 1) {
    const event = events[index];
    if (!event || event.seq > toSeq) break;
    if (!countsFor(event, me)) continue;
    unread += 1;
    if (mentionsMe(event, me)) mentions += 1;
  }
  return { unread, mentions };
}

/** What is unread above `readSeq`, from the row and as much of the log as is known; null: that cannot be told from here. */
function countAbove(row: WireConversation, readSeq: number, log: LogState, me: UserId): Counts | null {
  if (readSeq >= row.head) return { unread: 0, mentions: 0 };
  const above = countIn(log, readSeq + 1, row.head, me);
  if (above) return above;
  const passed = countIn(log, row.readSeq + 1, readSeq, me);
  if (!passed) return null;
  return { unread: Math.max(0, row.unread - passed.unread), mentions: Math.max(0, row.mentions - passed.mentions) };
}

/** The row with my marker here, which only rises (S17). `exact` false: the counts are those of before, to be read again. */
export function moveMarker(row: WireConversation, readSeq: number, log: LogState, me: UserId): { row: WireConversation; exact: boolean } {
  if (readSeq <= row.readSeq) return { row, exact: true };
  const counts = countAbove(row, readSeq, log, me);
  return { row: { ...row, ...counts, readSeq }, exact: counts !== null };
}

/**
 * One row from the one that is held and one that was read meanwhile: the higher head and marker, counts to match. List
 * settings stay as held: each change of them comes by the timeline, in order. `exact` false: the log does not say what lies
 * between the two, so it is to be read again.
 */
export function mergeConversations(
  held: WireConversation,
  read: WireConversation,
  log: LogState,
  me: UserId,
): { row: WireConversation; exact: boolean } {
  let row: WireConversation = { ...read, pinned: held.pinned, muted: held.muted };
  if (read.head < held.head) {
    if (!isKnown(log, { fromSeq: read.head + 1, toSeq: held.head })) return { row: held, exact: false };
    for (const event of log.events.slice(indexOfSeq(log.events, read.head + 1))) {
      if (event.seq <= held.head) row = applyToConversation(row, event, me);
    }
    row = { ...row, head: held.head };
  }
  const { lastMessage } = held;
  if (lastMessage && row.lastMessage?.seq === lastMessage.seq) {
    row = { ...row, lastMessage: newerOf(lastMessage, row.lastMessage) };
  }
  return moveMarker(row, held.readSeq, log, me);
}
