import { expect, test } from 'vitest';
import type { LogItem } from '../../client/engine/view.ts';
import type { ClientId, UserId } from '../../core/protocol/ids.ts';
import type { WireEvent } from '../../core/protocol/wire.ts';
import { linesOf } from './lines.ts';

const ME = '1' as UserId;
const AGENT = '2' as UserId;
const BEFORE = '3' as UserId;
const isOwn = (id: UserId) => id === ME || id === BEFORE;
const dayOf = (at: number) => Math.floor(at / 86_400_000);

function said(seq: number, senderId: UserId | null, minute: number, more: Partial<WireEvent> = {}): LogItem {
  const event = {
    seq,
    senderId,
    kind: 'message',
    text: `m${seq}`,
    data: null,
    clientId: null,
    createdAt: new Date(minute * 60_000).toISOString(),
    ...more,
  };
  return { type: 'event', event: event as WireEvent };
}

const shape = (items: readonly LogItem[]) =>
  linesOf(items, isOwn, dayOf).map((line) => (line.type === 'group' ? `${line.own ? 'own' : 'theirs'} ${line.said.length}` : line.type));

test('[widget] messages of one sender within five minutes are a group; days stand between', () => {
  const items = [said(1, ME, 0), said(2, ME, 4), said(3, AGENT, 5), said(4, ME, 6), said(5, ME, 12), said(6, ME, 24 * 60 + 1)];
  expect(shape(items)).toEqual(['day', 'own 2', 'theirs 1', 'own 1', 'own 1', 'day', 'own 1']);
});

test('[widget] who came and went is told, but not the visitor, nor what else a log holds', () => {
  const items = [
    said(1, null, 0, { kind: 'join', data: { userIds: [ME] } }),
    said(2, null, 1, { kind: 'join', data: { userIds: [AGENT] } }),
    said(3, null, 2, { kind: 'settings', data: { assigneeId: AGENT } }),
    said(4, null, 3, { kind: 'notice', text: 'We close soon.' }),
    said(5, null, 4, { kind: 'leave', data: { userId: AGENT } }),
  ];
  expect(shape(items)).toEqual(['day', 'joined', 'notice', 'left']);
});

test('[widget] the line that leads to another talk tells its number, for a sentence', () => {
  const data = { linked: { ticketId: '70', number: 9, conversationId: '80' } };
  const lines = linesOf([said(1, null, 0, { kind: 'notice', text: '#9', data })], isOwn, dayOf);
  expect(lines.at(-1)).toEqual({ type: 'linked', key: 's1', number: 9 });
});

test('[widget] what the visitor wrote before the site said who it is stays their own', () => {
  const items = [
    said(1, BEFORE, 0),
    said(2, ME, 1),
    said(3, null, 2, { kind: 'join', data: { userIds: [ME] } }),
    said(4, null, 2, { kind: 'leave', data: { userId: BEFORE } }),
  ];
  expect(shape(items)).toEqual(['day', 'own 2']);
});

test('[widget] a message keeps its key from the outbox to the log', () => {
  const clientId = 'c' as ClientId;
  const unsent = { type: 'unsent', item: { clientId, createdAt: 0, text: 'x', state: 'queued', error: null } } as unknown as LogItem;
  const keyOf = (item: LogItem) => linesOf([item], isOwn, dayOf).at(-1)?.key;
  expect(keyOf(unsent)).toBe(keyOf(said(1, ME, 0, { clientId })));
});
