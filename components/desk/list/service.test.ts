import { expect, test } from 'vitest';
import type { TicketState } from '../../../core/protocol/desk.ts';
import { toId, type UserId } from '../../../core/protocol/ids.ts';
import type { WireTicket } from '../../../core/protocol/wire-desk.ts';
import { wireEvent } from '../../../testing/factories/wire-event.ts';
import { leftOf, serviceOf } from './service.ts';

const T0 = Date.parse('2026-01-01T09:00:00.000Z');
const MIN = 60_000;
const visitor = { id: toId<UserId>('7'), handle: '', name: 'Hannah', avatarUrl: null, kind: 'VISITOR' } as const;

const ticket = (state: TicketState): WireTicket => ({
  id: toId('1'),
  number: 1,
  state,
  department: { id: toId('5'), name: 'Orders', open: true, opensAt: null, waiting: 0 },
  priority: 0,
  subject: null,
  tags: [],
  conversationId: toId('8'),
  notesConversationId: toId('9'),
  visitor,
  assignee: null,
  createdAt: new Date(T0).toISOString(),
  waitingSince: new Date(T0).toISOString(),
  position: null,
  estimatedWaitMs: null,
  fields: {},
  rating: null,
  ratingComment: null,
  version: 1,
});
const said = (by: string, minute: number) => ({
  lastMessage: wireEvent({ seq: 1, senderId: toId(by), createdAt: new Date(T0 + minute * MIN).toISOString() }),
});

test('[desk] who waits has a clock to the first reply: fine, soon under a quarter, over', () => {
  const at = (minute: number) => serviceOf(ticket('WAITING'), null, T0 + minute * MIN);
  expect(at(1)).toMatchObject({ kind: 'first', state: 'fine', leftMs: 4 * MIN });
  expect(at(4)).toMatchObject({ kind: 'first', state: 'soon', leftMs: MIN });
  expect(at(6)).toMatchObject({ kind: 'first', state: 'over', leftMs: -MIN });
});

test('[desk] of an answered ticket the clock runs from the last word of the visitor, and stands after one of the desk', () => {
  expect(serviceOf(ticket('ACTIVE'), said('7', 10), T0 + 11 * MIN)).toMatchObject({ kind: 'reply', state: 'fine', leftMs: 4 * MIN });
  expect(serviceOf(ticket('ACTIVE'), said('3', 10), T0 + 29 * MIN)).toEqual({ kind: 'visitor', forMs: 19 * MIN });
  expect(serviceOf(ticket('ACTIVE'), null, T0)).toBeNull();
});

test('[desk] a device whose clock is behind shows no more time than there is', () => {
  expect(serviceOf(ticket('WAITING'), null, T0 - 60 * MIN)).toMatchObject({ leftMs: 5 * MIN });
  expect(serviceOf(ticket('PENDING'), said('3', 1), T0)).toEqual({ kind: 'visitor', forMs: 0 });
});

test('[desk] who has least time left stands first, and what has no clock last', () => {
  const rows = [serviceOf(ticket('SNOOZED'), null, T0), serviceOf(ticket('WAITING'), null, T0), serviceOf(ticket('CLOSED'), null, T0)];
  expect(rows.map(leftOf)).toEqual([Number.POSITIVE_INFINITY, 5 * MIN, Number.POSITIVE_INFINITY]);
});
