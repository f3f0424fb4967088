import { expect, test } from 'vitest';
import { type ConversationId, type EventId, toId } from '../../../core/protocol/ids.ts';
import { asOfNow, cutSegment, holesOf } from './rules.ts';
import { type ArchivedEvent, decodeSegment, encodeSegment, SegmentFault } from './segment.ts';

const A = toId<ConversationId>('1');
const B = toId<ConversationId>('2');
const range = (conversationId: ConversationId, fromSeq: number, toSeq: number) => ({ conversationId, fromSeq, toSeq });
const rowsOf = (conversationId: ConversationId, ...seqs: number[]) => seqs.map((seq) => ({ conversationId, seq }));

function event(seq: number, more: Partial<ArchivedEvent> = {}): ArchivedEvent {
  const base = {
    seq,
    id: toId<EventId>(String(seq)),
    kind: 'message',
    senderId: null,
    clientId: null,
    count: seq,
    text: `say ${seq}`,
  } as const;
  const rest = {
    data: null,
    replyToSeq: null,
    targetSeq: null,
    asOfSeq: seq,
    previousText: null,
    createdAt: seq,
    editedAt: null,
    recalledAt: null,
  };
  return { ...base, ...rest, ...more };
}

test('[S23] holes are found before, between and behind rows, in each range for itself', () => {
  expect(holesOf([range(A, 1, 3)], rowsOf(A, 1, 2, 3))).toEqual([]);
  expect(holesOf([range(A, 1, 9)], rowsOf(A, 3, 4, 7))).toEqual([range(A, 1, 2), range(A, 5, 6), range(A, 8, 9)]);
  expect(holesOf([range(A, 1, 2), range(B, 5, 6)], [...rowsOf(A, 1, 2), ...rowsOf(B, 6)])).toEqual([range(B, 5, 5)]);
  expect(holesOf([range(A, 1, 2), range(A, 5, 6)], rowsOf(A, 2, 5))).toEqual([range(A, 1, 1), range(A, 6, 6)]);
  expect(holesOf([range(A, 1, 2)], [])).toEqual([range(A, 1, 2)]);
});

test('[S23] a segment ends at its events or its bytes, holds at least one, and few events wait for more', () => {
  const events = [1, 2, 3, 4, 5].map((seq) => event(seq));
  const size = { events: 4, bytes: 10_000, least: 3, keep: 0 };
  expect(cutSegment(events, size)).toHaveLength(4);
  expect(cutSegment(events.slice(0, 3), size)).toHaveLength(3);
  expect(cutSegment(events.slice(0, 2), size)).toEqual([]);
  expect(cutSegment(events, { ...size, bytes: 500 })).toHaveLength(2);
  expect(cutSegment(events, { ...size, bytes: 1 })).toHaveLength(1);
  expect(cutSegment([], size)).toEqual([]);
});

test('[S18] an overlay wins unless the segment is newer; a recall takes the text of the message and of its edits', () => {
  const overlay = { text: 'new', asOfSeq: 7, editedAt: 7, recalledAt: null };
  expect(asOfNow(event(1), overlay, undefined)).toEqual(event(1, overlay));
  expect(asOfNow(event(1, { asOfSeq: 8 }), overlay, undefined)).toEqual(event(1, { asOfSeq: 8 }));
  const recalled = { ...overlay, recalledAt: 9, asOfSeq: 9 };
  expect(asOfNow(event(1), recalled, undefined)).toMatchObject({ text: null, recalledAt: 9 });
  const edit = event(5, { kind: 'edit', targetSeq: 1, previousText: 'old' });
  expect(asOfNow(edit, undefined, overlay)).toEqual(edit);
  expect(asOfNow(edit, undefined, recalled)).toMatchObject({ text: null, previousText: null });
});

test('[S23] a segment is read as it was written; every altered byte of it is seen', () => {
  const events = [event(3, { text: 'a\u2028\n\u{1f469}\u{200d}\u{1f4bb}', data: { mentions: ['5'] } }), event(4, { text: '' })];
  const { bytes, sha256, key } = encodeSegment(A, events);
  const expected = { ...range(A, 3, 4), sha256 };
  expect(decodeSegment(bytes, expected)).toEqual(events);
  expect(encodeSegment(A, events).key).toBe(key);
  expect(key).toContain(sha256);
  for (let at = 0; at < bytes.length; at++) {
    const altered = Buffer.from(bytes);
    altered[at] = (altered[at] ?? 0) ^ 1;
    expect(() => decodeSegment(altered, expected)).toThrow(SegmentFault);
    expect(() => decodeSegment(bytes.subarray(0, at), expected)).toThrow(SegmentFault);
  }
  expect(() => decodeSegment(bytes, { ...expected, conversationId: B })).toThrow(SegmentFault);
});
