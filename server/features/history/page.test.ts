import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ConversationId, toId } from '../../../core/protocol/ids.ts';
import { LIMITS } from '../../../core/protocol/limits.ts';
import type { WireEvent, WireEventPage } from '../../../core/protocol/wire.ts';
import { readable, type Stay } from '../../../core/timeline/view.ts';
import { wireEvent } from '../../../testing/factories/wire-event.ts';
import { type PageAsk, readPage } from './page.ts';
import { eventBytes } from './page-fill.ts';
import type { Range } from './store.ts';

const conversationId = toId<ConversationId>('7');
const HEAD = 120;

const TEXTS = new Map([10, 500, 60_000, 300_000, 1_100_000].map((bytes) => [bytes, Buffer.alloc(bytes, 'x').toString()]));

const eventAt = (seq: number, bytes: number): WireEvent => wireEvent({ conversationId, seq, text: TEXTS.get(bytes) ?? '' });

/** A log whose messages are of these sizes, and what was read of it. */
function logOf(sizes: readonly number[]) {
  const reads: number[] = [];
  const read = async (ranges: readonly Range[]) => {
    const seqs = ranges.flatMap(({ fromSeq, toSeq }) => Array.from({ length: toSeq - fromSeq + 1 }, (_, n) => fromSeq + n));
    reads.push(seqs.length);
    return seqs.map((seq) => eventAt(seq, sizes[seq % sizes.length] ?? 10));
  };
  return { read, reads };
}

const stayList = fc.array(fc.record({ fromSeq: fc.integer({ min: 1, max: HEAD }), length: fc.nat(60) }), { minLength: 1, maxLength: 4 });
const size = fc.oneof(fc.constant(10), fc.constant(60_000), fc.constant(300_000), fc.constant(1_100_000));

test('[S8] pages cut by bytes, walked in either direction, are all that a reader may read, once and in order', async () => {
  await fc.assert(
    fc.asyncProperty(
      stayList,
      fc.array(size, { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 1, max: 80 }),
      async (list, sizes, limit) => {
        const stays: Stay[] = list.map(({ fromSeq, length }) => ({ joinedSeq: fromSeq, fromSeq, toSeq: Math.min(HEAD, fromSeq + length) }));
        const may = readable(stays).flatMap((r) => Array.from({ length: (r.toSeq ?? HEAD) - r.fromSeq + 1 }, (_, n) => r.fromSeq + n));
        const { read } = logOf(sizes);
        const page = (ask: Partial<PageAsk>) =>
          readPage({ conversationId, before: null, after: null, limit, ...ask }, { head: HEAD, stays }, read);
        const up: number[] = [];
        for (let got = await page({ after: 0 }); ; got = await page({ after: up.at(-1) ?? 0 })) {
          up.push(...seqsOf(got, limit));
          if (!got.hasAfter) break;
        }
        const down: number[] = [];
        for (let got = await page({}); ; got = await page({ before: down[0] ?? 0 })) {
          down.unshift(...seqsOf(got, limit));
          if (!got.hasBefore) break;
        }
        expect([up, down]).toEqual([may, may]);
      },
    ),
  );
});

/** A page that says there is more is not empty, and is no larger than it may be. */
function seqsOf({ events, hasAfter, hasBefore }: WireEventPage, limit: number): number[] {
  const bytes = events.reduce((sum, event) => sum + eventBytes(event), 0);
  expect(events.length).toBeLessThanOrEqual(limit);
  expect(hasAfter && hasBefore && events.length === 0).toBe(false);
  expect(events.length > 1 && bytes > LIMITS.pullBytes).toBe(false);
  return events.map((event) => event.seq);
}

test('[S8] a page of short messages is one read or two, one of large ones reads no more than 50 of them', async () => {
  const stays = [{ joinedSeq: 1, fromSeq: 1, toSeq: null }];
  const short = logOf([500]);
  await readPage({ conversationId, before: null, after: null, limit: 50 }, { head: HEAD, stays }, short.read);
  await readPage({ conversationId, before: null, after: 0, limit: 500 }, { head: HEAD, stays }, short.read);
  expect(short.reads).toEqual([50, 50, 70]);
  const large = logOf([60_000]);
  const page = await readPage({ conversationId, before: null, after: null, limit: 500 }, { head: HEAD, stays }, large.read);
  expect([large.reads, page.events.length, page.hasBefore]).toEqual([[50], 17, true]);
});
