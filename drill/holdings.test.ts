import { expect, test } from 'vitest';
import { deviceOf } from './check/history.ts';
import { applyEntry, applyEvent } from './holdings.ts';
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
