// A small history in which every rule holds, for the checker's tests: two who stay and one who leaves, a quote, an edit, a
// recall, a reaction, markers, a retry. Tests plant a fault in it and the checker must name it.
import { applyEntry } from '../holdings.ts';
import { type DeviceRecord, type Held, newDevice, type Reading, type Recorded, type Sent } from '../record.ts';
import type { EntryRow, EventRow, Rows } from '../rows.ts';
import type { Entry } from '../wire.ts';

export interface History {
  readonly rows: Rows;
  readonly recorded: Recorded;
}

export const CONVERSATION = '900';
export const SECRET = 'w0123456789abcdef';
const key = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;

/** Of event `seq`. */
export const keyOf = key;

const blank = {
  conversationId: CONVERSATION,
  clientId: null,
  text: null,
  emoji: null,
  fanOut: null,
  replyToSeq: null,
  targetSeq: null,
  previousText: null,
  recalledAt: null,
};
const message = (seq: number, senderId: string, count: number, text: string | null): EventRow => ({
  ...blank,
  seq,
  id: String(1_000 + seq),
  kind: 'message',
  senderId,
  clientId: key(seq),
  count,
  text,
  createdAt: seq,
});
const other = (seq: number, kind: EventRow['kind'], senderId: string, count: number): EventRow => ({
  ...blank,
  seq,
  id: String(1_000 + seq),
  kind,
  senderId,
  count,
  createdAt: seq,
});

const EVENTS: readonly EventRow[] = [
  other(1, 'join', '1', 0),
  message(2, '1', 1, 'one, edited'),
  { ...message(3, '1', 2, 'two'), replyToSeq: 2 },
  other(4, 'leave', '3', 2),
  message(5, '2', 3, 'three'),
  { ...other(6, 'edit', '1', 3), targetSeq: 2, text: 'one, edited', previousText: 'one' },
  { ...message(7, '1', 4, null), recalledAt: 8 },
  { ...other(8, 'recall', '1', 4), targetSeq: 7 },
  { ...other(9, 'reaction', '2', 4), targetSeq: 5, emoji: '+👍' },
];

const entry = (userId: string, pos: number, kind: EntryRow['kind'], fromSeq: number | null, toSeq: number | null): EntryRow => ({
  userId,
  pos,
  kind,
  conversationId: CONVERSATION,
  fromSeq,
  toSeq,
  readSeq: null,
});
const staying = (userId: string, readSeq: number): EntryRow[] => [
  entry(userId, 1, 'joined', 1, null),
  entry(userId, 2, 'events', 1, 3),
  entry(userId, 3, 'events', 4, 4),
  entry(userId, 4, 'events', 5, 9),
  { ...entry(userId, 5, 'read', null, null), readSeq },
];

const ROWS: Rows = {
  epoch: 'e',
  conversations: [{ id: CONVERSATION, fanOut: 'WRITE', head: 9, count: 4 }],
  events: EVENTS,
  entries: [
    ...staying('1', 9),
    ...staying('2', 3),
    entry('3', 1, 'joined', 1, null),
    entry('3', 2, 'events', 1, 3),
    entry('3', 3, 'events', 4, 4),
    entry('3', 4, 'left', null, 4),
  ],
  cursors: [
    { userId: '1', pos: 5, minPos: 0 },
    { userId: '2', pos: 5, minPos: 0 },
    { userId: '3', pos: 4, minPos: 0 },
  ],
  spans: [
    { conversationId: CONVERSATION, userId: '1', joinedSeq: 1, fromSeq: 1, toSeq: null },
    { conversationId: CONVERSATION, userId: '2', joinedSeq: 1, fromSeq: 1, toSeq: null },
    { conversationId: CONVERSATION, userId: '3', joinedSeq: 1, fromSeq: 1, toSeq: 4 },
  ],
  members: [
    { conversationId: CONVERSATION, userId: '1', joinedSeq: 1, readSeq: 9, readCount: 4, mineAfter: 0 },
    { conversationId: CONVERSATION, userId: '2', joinedSeq: 1, readSeq: 3, readCount: 2, mineAfter: 1 },
  ],
};

const sent = (seq: number, userId: string, clientSeq: number, text: string): Sent => ({
  userId,
  device: `device of ${userId}`,
  lane: `lane of ${userId}`,
  clientSeq,
  clientId: key(seq),
  conversationId: CONVERSATION,
  text,
  askedAt: seq * 10,
  tries: 1,
  answers: [{ at: seq * 10 + 5, seq, id: String(1_000 + seq), duplicate: false, refused: null }],
  givenUp: false,
});

const SENDS: readonly Sent[] = [
  sent(2, '1', 1, 'one'),
  sent(3, '1', 2, 'two'),
  sent(5, '2', 1, 'three'),
  sent(7, '1', 3, `four ${SECRET}`),
];

/** An event as it went over the wire at its moment. */
function wireOf(event: EventRow): Entry['events'][number] {
  const { conversationId, seq, id, kind, senderId, clientId, targetSeq, replyToSeq, emoji } = event;
  const said = SENDS.find((one) => one.clientId === clientId)?.text ?? event.text;
  const data = emoji === null ? null : { emoji: emoji.slice(1), on: emoji.startsWith('+') };
  return {
    conversationId,
    seq,
    id,
    kind,
    senderId,
    clientId,
    text: said,
    targetSeq,
    replyToSeq,
    data,
    recalledAt: null,
    asOfSeq: seq,
    reactions: [],
  };
}

function pushed({ pos, kind, conversationId, fromSeq, toSeq, readSeq }: EntryRow): Entry {
  const inside = EVENTS.filter(({ seq }) => kind === 'events' && seq >= (fromSeq ?? 0) && seq <= (toSeq ?? 0));
  return { pos, kind, conversationId, fromSeq, toSeq, data: readSeq === null ? null : { readSeq }, events: inside.map(wireOf) };
}

/** A device that was told everything in order. */
export function deviceOf(userId: string): DeviceRecord {
  const device = newDevice(`device of ${userId}`, userId, 0);
  for (const { seq } of EVENTS) device.toldAt.set(`${CONVERSATION}/${seq}`, seq * 10 + 5);
  for (const row of ROWS.entries) if (row.userId === userId) applyEntry(device, pushed(row));
  return device;
}

function readingOf(userId: string, readSeq: number, unread: number): Reading {
  const log = [...(deviceOf(userId).logs.get(CONVERSATION)?.values() ?? [])];
  return {
    userId,
    conversations: [{ id: CONVERSATION, head: 9, readSeq, unread }],
    counters: unread > 0 ? { [CONVERSATION]: unread } : {},
    counted: unread,
    logs: new Map<string, readonly Held[]>([[CONVERSATION, log]]),
    raw: JSON.stringify(log),
    closed: {},
  };
}

export function goodHistory(): History {
  const outside: Reading = {
    userId: '3',
    conversations: [],
    counters: {},
    counted: 0,
    logs: new Map(),
    raw: '',
    closed: { [CONVERSATION]: 'NOT_FOUND' },
  };
  const change = { conversationId: CONVERSATION, askedAt: 60, answeredAt: 65 };
  const recorded: Recorded = {
    sends: SENDS,
    changes: [
      { ...change, kind: 'edit', userId: '1', seq: 2, value: 'one, edited' },
      { ...change, kind: 'recall', userId: '1', seq: 7, value: '' },
      { ...change, kind: 'reaction', userId: '2', seq: 5, value: '👍' },
    ],
    probes: [{ clientId: key(2), userId: '1', code: 'CONFLICT' }],
    heads: [
      { of: 'the timeline of 1', device: 'device of 1', head: 3, askedAt: 10, seenAt: 12 },
      { of: 'the timeline of 1', device: 'device of 1', head: 5, askedAt: 20, seenAt: 22 },
    ],
    reads: [{ device: 'device of 1', clientId: key(2), seq: 2, found: key(2) }],
    devices: ['1', '2', '3'].map(deviceOf),
    readings: [readingOf('1', 9, 0), readingOf('2', 3, 1), outside],
    counters: [{ userId: '2', epoch: 'e', pos: 5, counts: { [CONVERSATION]: 1 } }],
    attendance: {
      present: ['1', '2'],
      seen: [
        { device: 'device of 1', userId: '1', online: ['2'] },
        { device: 'device of 2', userId: '2', online: ['1'] },
      ],
    },
    faults: [{ name: 'kill -9 of the instance (A)', from: 15, to: 40 }],
    secrets: [SECRET],
  };
  return { rows: ROWS, recorded };
}
