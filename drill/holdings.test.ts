import { expect, test } from 'vitest';
import { deviceOf } from './check/history.ts';
import { applyEntry, applyEvent, applyPage, hear } from './holdings.ts';
import type { Entry, Event } from './wire.ts';

const LOG = '900';
const event = (seq: number, more: Partial<Event> = {}): Event => ({
  conversationId: LOG,
  seq,
  id: String(seq),
  kind: 'message',
  senderId: '1',
  clientId: null,
  text: `text ${seq}`,
  targetSeq: null,
  replyToSeq: null,
  data: null,
  recalledAt: null,
  asOfSeq: seq,
  reactions: [],
  ...more,
});
const entry = (pos: number, ...events: Event[]): Entry => ({
  pos,
  kind: 'events',
  conversationId: LOG,
  fromSeq: events[0]?.seq ?? null,
  toSeq: events.at(-1)?.seq ?? null,
  data: null,
  events,
});
const fresh = () => ({ ...deviceOf('nobody'), name: 'fresh' });
const react = (seq: number) => event(seq, { kind: 'reaction', targetSeq: 1, text: null, data: { emoji: '👍', on: true } });

test('[S8] an entry ahead of the cursor is not applied, one at or below it changes nothing', () => {
  const device = fresh();
  expect(applyEntry(device, entry(2, event(2)))).toBe(false);
  expect(device.cursor).toBe(0);
  expect(applyEntry(device, entry(1, event(1)))).toBe(true);
  expect(applyEntry(device, entry(1, event(1)))).toBe(true);
  expect([...(device.logs.get(LOG)?.keys() ?? [])]).toEqual([1]);
  expect(device.contradictions).toEqual([]);
});

test('[S9] an effect that the content contains is passed over', () => {
  const device = fresh();
  applyEvent(device, LOG, event(1, { asOfSeq: 2, reactions: [{ emoji: '👍', count: 1 }] }));
  applyEvent(device, LOG, react(2));
  expect(device.logs.get(LOG)?.get(1)?.reactions).toEqual({ '👍': 1 });
  applyEvent(device, LOG, react(3));
  expect(device.logs.get(LOG)?.get(1)?.reactions).toEqual({ '👍': 2 });
});

test('[S18] a recall takes the text, and no older content brings it back', () => {
  const device = fresh();
  applyEvent(device, LOG, event(1));
  applyEvent(device, LOG, event(2, { kind: 'recall', targetSeq: 1, text: null }));
  applyEvent(device, LOG, event(1));
  expect(device.logs.get(LOG)?.get(1)).toMatchObject({ text: null, recalled: true });
});

test('[S21] a position or a place in a log that is told in two ways is written down', () => {
  const device = fresh();
  applyEntry(device, entry(1, event(1)));
  applyEntry(device, entry(1, event(1), event(2)));
  applyEvent(device, LOG, event(1, { id: '77' }));
  expect(device.contradictions).toEqual([
    `was told "events ${LOG} 1 1 " and "events ${LOG} 1 2 " at pos 1`,
    `saw the events 1 and 77 at ${LOG}/1`,
  ]);
});

test('[S6] [S8] a log is read by seq from the change to read fan-out on, up to the change back', () => {
  const device = fresh();
  const mode = (pos: number, fromSeq: number, fanOut: 'READ' | 'WRITE'): Entry => ({
    ...entry(pos),
    kind: 'fanOut',
    fromSeq,
    data: { fanOut },
  });
  applyEntry(device, entry(1, event(1), event(2)));
  hear(device, LOG, 9);
  expect(device.followed.size).toBe(0);
  applyEntry(device, mode(2, 2, 'READ'));
  hear(device, LOG, 5);
  expect(device.followed.get(LOG)).toEqual({ top: 2, want: 5, closing: false });
  applyPage(device, LOG, 2, [event(3), event(4)]);
  applyEntry(device, mode(3, 6, 'WRITE'));
  hear(device, LOG, 9);
  expect(device.followed.get(LOG)).toEqual({ top: 4, want: 6, closing: true });
  applyEntry(device, entry(4, event(7)));
  applyPage(device, LOG, 4, [event(5), event(6), event(7)]);
  expect(device.followed.size).toBe(0);
  expect([...(device.logs.get(LOG)?.keys() ?? [])]).toEqual([1, 2, 3, 4, 7, 5, 6]);
  expect(device.contradictions).toEqual([]);
});

test('[S4] [S19] a page out of order is written down; who joins a large log reads from there, who leaves reads no more', () => {
  const device = fresh();
  applyEntry(device, { ...entry(1), kind: 'joined', fromSeq: 7, data: { fanOut: 'READ' } });
  expect(device.followed.get(LOG)).toEqual({ top: 6, want: 7, closing: false });
  applyPage(device, LOG, 6, [event(7), event(9), event(9)]);
  expect(device.contradictions).toEqual([`read the log ${LOG} after 9 and was given 9 next`]);
  applyEntry(device, { ...entry(2), kind: 'left', toSeq: 10 });
  expect(device.followed.size).toBe(0);
});

test('[S8] an edit that came by an entry holds for a message whose page was read before it and comes after it', () => {
  const device = fresh();
  applyEntry(device, { ...entry(1), kind: 'fanOut', fromSeq: 1, data: { fanOut: 'READ' } });
  hear(device, LOG, 3);
  applyEntry(device, { ...entry(2), kind: 'fanOut', fromSeq: 3, data: { fanOut: 'WRITE' } });
  applyEntry(device, entry(3, event(4, { kind: 'edit', targetSeq: 2, text: 'after' })));
  applyPage(device, LOG, 1, [event(2, { text: 'before', asOfSeq: 3 }), event(3)]);
  expect(device.logs.get(LOG)?.get(2)).toMatchObject({ text: 'after', asOfSeq: 4 });
});
