import { expect, test } from 'vitest';
import { toId, type UserId } from '../../../core/protocol/ids.ts';
import type { WireEvent } from '../../../core/protocol/wire.ts';
import { wireEvent } from '../../../testing/factories/wire-event.ts';
import { type Live, PENDING, Pending } from './pending.ts';
import { bytesOf } from './pull.ts';

const ALL = { entries: 1_000, bytes: Number.POSITIVE_INFINITY };
const userId = toId<UserId>('1');

const event: WireEvent = wireEvent({ seq: 1, id: toId('8') });

/** Of so many bytes, in characters of three. */
function live(pos: number, bytes = 500, read = true): Live {
  const entry = { userId, pos, kind: 'events' as const, conversationId: null, fromSeq: null, toSeq: null, data: null };
  const left = bytes - bytesOf([event]);
  const text = `${'水'.repeat(Math.floor(left / 3))}${'x'.repeat(left % 3)}`;
  return { entry, events: read ? [{ ...event, text }] : null };
}

const positions = (taken: readonly Live[]) => taken.map(({ entry }) => entry.pos);

test('[S8] what follows the cursor is taken in order, once; a hole and what must be read end it', () => {
  const pending = new Pending();
  for (const pos of [4, 2, 3, 3, 1, 6]) pending.add(live(pos));
  pending.add(live(5, 500, false));
  expect(positions(pending.take(1, ALL))).toEqual([2, 3, 4]);
  expect([pending.unread(4), positions(pending.take(4, ALL))]).toEqual([1, []]);
  expect(positions(pending.take(5, ALL))).toEqual([6]);
  expect(pending.isBare()).toBe(true);
});

test('[S8] a frame takes so many entries and so many bytes, and one at least', () => {
  const pending = new Pending();
  for (let pos = 1; pos <= 6; pos += 1) pending.add(live(pos, 600));
  expect(positions(pending.take(0, { entries: 2, bytes: 10_000 }))).toEqual([1, 2]);
  expect(positions(pending.take(2, { entries: 9, bytes: 1_300 }))).toEqual([3, 4]);
  expect(positions(pending.take(4, { entries: 9, bytes: 1 }))).toEqual([5]);
});

test.each([
  ['entries', PENDING.entries, 500],
  ['bytes', 8, PENDING.bytes / 8],
])('[S8] past the bound of %s only the head is kept, until it is read up to it', (_what, count, bytes) => {
  const pending = new Pending();
  for (let pos = 1; pos <= count; pos += 1) pending.add(live(pos, bytes));
  expect(pending.has(count)).toBe(true);
  pending.add(live(count + 1, bytes));
  pending.add(live(count + 2, bytes));
  expect([pending.isBare(), positions(pending.take(0, ALL))]).toEqual([true, []]);
  pending.resume();
  pending.add(live(count + 3, bytes));
  expect(positions(pending.take(count + 2, ALL))).toEqual([count + 3]);
});
