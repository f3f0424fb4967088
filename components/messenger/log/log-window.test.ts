import { expect, test } from 'vitest';
import type { LogItem } from '../../../client/react/chat/hooks.ts';
import { type ConversationId, type EventId, parseClientId, toId, type UserId } from '../../../core/protocol/ids.ts';
import { cut, earlier, eventAt, firstUnread, isHeld, isLong, later, partOf, TAIL, windowAround } from './log-window.ts';

function event(seq: number): LogItem {
  const empty = { attachments: [], reactions: [], replyToSeq: null, targetSeq: null, data: null, editedAt: null, recalledAt: null };
  const ids = { conversationId: toId<ConversationId>('9'), id: toId<EventId>(String(100 + seq)), clientId: null };
  const by = { senderId: toId<UserId>('1'), kind: 'message' as const, text: `t${seq}`, createdAt: '2026-01-01T00:00:00.000Z' };
  return { type: 'event', event: { ...empty, ...ids, ...by, seq, asOfSeq: seq } };
}

function unsent(): LogItem {
  const draft = { text: 'u', replyToSeq: null, mentionUserIds: [], mentionAll: false };
  const clientId = parseClientId('00000000-0000-4000-8000-000000000001')!;
  return { type: 'unsent', item: { ...draft, clientId, conversationId: toId('9'), state: 'queued', error: null, createdAt: 0 } };
}

const events = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => event(from + index));

/** The seqs of the first and the last that are drawn, and whether that is the end. */
function drawn(items: readonly LogItem[], window: Parameters<typeof partOf>[1]): [number, number, boolean] {
  const { from, to } = partOf(items, window);
  const seq = (item: LogItem | undefined) => (item?.type === 'event' ? item.event.seq : -1);
  return [seq(items[from]), seq(items[to - 1]), to === items.length];
}

test('[window] the end is drawn, and what comes', () => {
  expect(drawn(events(1, 5_000), TAIL)).toEqual([4_981, 5_000, true]);
  expect(drawn(events(1, 5_005), TAIL)).toEqual([4_981, 5_005, true]);
  expect(drawn(events(1, 5_006), TAIL)).toEqual([4_991, 5_006, true]);
  expect(drawn(events(1, 3), TAIL)).toEqual([1, 3, true]);
  expect(partOf([], TAIL)).toEqual({ from: 0, to: 0 });
});

test('[window] going up draws more above and at last less below, and never more than the most', () => {
  const items = events(1, 5_000);
  let window = earlier(items, TAIL, 20);
  expect(drawn(items, window)).toEqual([4_961, 5_000, true]);
  for (let step = 0; step < 9; step++) window = earlier(items, window, 20);
  expect(drawn(items, window)).toEqual([4_781, 4_940, false]);
  for (let step = 0; step < 300; step++) window = earlier(items, window, 20);
  expect(drawn(items, window)).toEqual([1, 160, false]);
});

test('[window] earlier events that come in move nothing', () => {
  const window = earlier(events(4_920, 5_000), TAIL, 20);
  expect(drawn(events(4_920, 5_000), window)).toEqual([4_960, 5_000, true]);
  expect(drawn(events(4_870, 5_000), window)).toEqual([4_960, 5_000, true]);
});

test('[window] going down leads to the end and to what is unsent', () => {
  const items = [...events(1, 500), unsent()];
  let window = windowAround(100);
  expect(drawn(items, window)).toEqual([70, 140, false]);
  for (let step = 0; step < 19; step++) window = later(items, window, 20);
  expect(drawn(items, window)).toEqual([342, -1, true]);
  expect(window.toSeq).toBeNull();
});

test('[window] what is unsent is not left alone below a cut', () => {
  const items = [...events(1, 160), unsent()];
  const window = earlier(items, { fromSeq: 21, toSeq: null }, 20);
  expect(drawn(items, window)).toEqual([1, -1, true]);
});

test('[window] what came while one reads above makes it long', () => {
  const window = { fromSeq: 1, toSeq: null };
  expect(isLong(events(1, 160), window)).toBe(false);
  expect(isLong(events(1, 161), window)).toBe(true);
});

const ME = toId<UserId>('7');
const gap = (fromSeq: number, toSeq: number): LogItem => ({ type: 'gap', fromSeq, toSeq });
const listed = (items: readonly LogItem[], hasBefore = false) => ({ items, hasBefore });

test('[window] what comes below what one reads is drawn up to the most', () => {
  const window = later(events(1, 180), windowAround(120), 20);
  expect(isLong(events(1, 240), window)).toBe(false);
  expect(isLong(events(1, 5_000), window)).toBe(true);
  expect(drawn(events(1, 5_000), cut(events(1, 5_000), window))).toEqual([90, 249, false]);
});

test('[window] a message is found by its seq; what is not listed is none', () => {
  const items = [...events(10, 20), gap(21, 40), ...events(41, 50), unsent()];
  const seqs = [9, 10, 20, 21, 30, 41, 50, 51].map((seq) => eventAt(items, seq)?.seq ?? null);
  expect(seqs).toEqual([null, 10, 20, null, null, 41, 50, null]);
});

test('[window] what lies below the first or in a hole is not held; effects between messages are', () => {
  const items = [...events(10, 20), gap(21, 40), event(41), event(45)];
  const held = (hasBefore: boolean) => [5, 10, 21, 30, 40, 41, 43, 45, 46].map((seq) => isHeld(listed(items, hasBefore), seq));
  expect(held(true)).toEqual([false, true, false, false, false, true, true, true, true]);
  expect(held(false)[0]).toBe(true);
});

test('[unread] the first unread is the first message of somebody else above the marker, where that is known', () => {
  const items = [...events(10, 20), gap(21, 40), ...events(41, 50)];
  expect(firstUnread(listed(items), 12, ME)).toBe(13);
  expect(firstUnread(listed(items), 20, ME)).toBeNull();
  expect(firstUnread(listed(items), 45, ME)).toBe(46);
  expect(firstUnread(listed(items), 50, ME)).toBeNull();
  expect(firstUnread(listed(items), 12, toId<UserId>('1'))).toBeNull();
});
