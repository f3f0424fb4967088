import { expect, test } from 'vitest';
import type { TicketState } from '../../../core/protocol/desk.ts';
import { toId, type UserId } from '../../../core/protocol/ids.ts';
import type { WireTicket } from '../../../core/protocol/wire-desk.ts';
import { wireEvent } from '../../../testing/factories/wire-event.ts';
import { lastSaid, leftOf, resolutionOfTicket, serviceOf } from './service.ts';

const EACH_DAY = [{ from: '09:00', to: '17:00' }];
const LEVEL = { firstAnswerMs: 5 * 60_000, resolutionMs: 60 * 60_000, hours: null };
const NINE_TO_FIVE = {
  firstAnswerMs: 5 * 60_000,
  resolutionMs: 60 * 60_000,
  hours: {
    timeZone: 'UTC',
    week: {
      monday: EACH_DAY,
      tuesday: EACH_DAY,
      wednesday: EACH_DAY,
      thursday: EACH_DAY,
      friday: EACH_DAY,
      saturday: EACH_DAY,
      sunday: EACH_DAY,
    },
    holidays: [],
  },
};
const T0 = Date.parse('2026-01-01T09:00:00.000Z');
const MIN = 60_000;
const visitor = { id: toId<UserId>('7'), handle: '', name: 'Hannah', avatarUrl: null, kind: 'VISITOR' } as const;

const ticket = (state: TicketState, more: Partial<WireTicket> = {}): WireTicket => ({
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
  openedAt: new Date(T0).toISOString(),
  answeredAt: null,
  snoozedUntil: null,
  nobodyAnswers: false,
  lastWords: null,
  vip: false,
  skills: [],
  version: 1,
  ...more,
});
const iso = (minute: number) => new Date(T0 + minute * MIN).toISOString();
/** Answered in the second minute. */
const answered = (state: TicketState, more: Partial<WireTicket> = {}) => ticket(state, { answeredAt: iso(2), ...more });
const said = (by: string, minute: number) => ({
  lastMessage: wireEvent({ seq: 1, senderId: toId(by), createdAt: iso(minute) }),
});

test('[desk] who waits has a clock to the first reply: fine, soon under a quarter, over', () => {
  const at = (minute: number) => serviceOf(ticket('WAITING'), null, LEVEL, T0 + minute * MIN);
  expect(at(1)).toMatchObject({ kind: 'first', state: 'fine', leftMs: 4 * MIN });
  expect(at(4)).toMatchObject({ kind: 'first', state: 'soon', leftMs: MIN });
  expect(at(6)).toMatchObject({ kind: 'first', state: 'over', leftMs: -MIN });
});

test('[desk] of an answered ticket the clock runs from the last word of the visitor, and stands after one of the desk', () => {
  expect(serviceOf(answered('ACTIVE'), said('7', 10), LEVEL, T0 + 11 * MIN)).toMatchObject({
    kind: 'reply',
    state: 'fine',
    leftMs: 4 * MIN,
  });
  expect(serviceOf(answered('ACTIVE'), said('3', 10), LEVEL, T0 + 29 * MIN)).toEqual({ kind: 'visitor', forMs: 19 * MIN });
  expect(serviceOf(answered('ACTIVE'), null, LEVEL, T0)).toBeNull();
});

test('[desk] a device whose clock is behind shows no more time than there is', () => {
  expect(serviceOf(ticket('WAITING'), null, LEVEL, T0 - 60 * MIN)).toMatchObject({ leftMs: 5 * MIN });
  expect(serviceOf(ticket('PENDING'), said('3', 1), LEVEL, T0)).toEqual({ kind: 'visitor', forMs: 0 });
});

test('[desk] who has least time left stands first, and what has no clock last', () => {
  const rows = [
    serviceOf(ticket('SNOOZED'), null, LEVEL, T0),
    serviceOf(ticket('WAITING'), null, LEVEL, T0),
    serviceOf(ticket('CLOSED'), null, LEVEL, T0),
  ];
  expect(rows.map(leftOf)).toEqual([Number.POSITIVE_INFINITY, 5 * MIN, Number.POSITIVE_INFINITY]);
});

test('[desk] each department has its own target; without one, and before it is known, nothing is promised', () => {
  const of = (firstAnswerMs: number | null) => serviceOf(ticket('WAITING'), null, { ...LEVEL, firstAnswerMs }, T0 + MIN);
  expect([of(10 * MIN), of(30_000)]).toMatchObject([
    { state: 'fine', leftMs: 9 * MIN },
    { state: 'over', leftMs: -30_000 },
  ]);
  expect(of(null)).toBeNull();
  expect(serviceOf(ticket('WAITING'), null, null, T0)).toBeNull();
  expect(serviceOf(ticket('ACTIVE'), said('7', 1), { ...LEVEL, firstAnswerMs: null }, T0)).toBeNull();
  expect(serviceOf(ticket('PENDING'), said('3', 0), null, T0 + MIN)).toEqual({ kind: 'visitor', forMs: MIN });
});

test('[desk] a clock stands while the department is closed, and goes on when it opens', () => {
  const at = (minute: number) => serviceOf(answered('ACTIVE'), said('7', 8 * 60 - 2), NINE_TO_FIVE, T0 + minute * MIN);
  expect(at(8 * 60 - 1)).toMatchObject({ state: 'fine', leftMs: 4 * MIN });
  expect(at(12 * 60)).toMatchObject({ state: 'paused', leftMs: 3 * MIN });
  expect(at(24 * 60 + 1)).toMatchObject({ state: 'fine', leftMs: 2 * MIN });
  expect(at(24 * 60 + 4)).toMatchObject({ state: 'over', leftMs: -MIN });
});

test('[desk] who was accepted and has no answer yet waits for the first one, until the desk has said a word since it was opened', () => {
  const at = (more: Partial<WireTicket>, talk: ReturnType<typeof said> | null = null) =>
    serviceOf(ticket('ACTIVE', { waitingSince: null, ...more }), talk, LEVEL, T0 + 3 * MIN);
  expect(at({})).toMatchObject({ kind: 'first', leftMs: 2 * MIN });
  expect(at({}, said('7', 2))).toMatchObject({ kind: 'first', leftMs: 2 * MIN });
  expect(at({}, said('3', 2))).toEqual({ kind: 'visitor', forMs: MIN });
  expect(at({ openedAt: iso(1) }, said('3', 0))).toMatchObject({ kind: 'first', leftMs: 3 * MIN });
});

test('[desk] of a talk that I am not in the ticket tells the last words, and the clock goes by them', () => {
  const lastWords = (authorId: string) => ({ at: iso(10), authorId: toId<UserId>(authorId), text: 'and now?' });
  const of = (authorId: string) => serviceOf(answered('ACTIVE', { lastWords: lastWords(authorId) }), null, LEVEL, T0 + 11 * MIN);
  expect([of('7'), of('3')]).toMatchObject([{ kind: 'reply', leftMs: 4 * MIN }, { kind: 'visitor' }]);
  expect(lastSaid({ lastWords: lastWords('7') }, said('3', 12))).toMatchObject({ at: iso(12), authorId: '3' });
  const back = answered('WAITING', { lastWords: lastWords('7') });
  expect(serviceOf(back, null, LEVEL, T0 + 11 * MIN)).toMatchObject({ kind: 'reply' });
});

test('[desk] until when a ticket is to be solved: from its opening on while it is open, in the hours of the department', () => {
  const of = (one: WireTicket, minute: number) => resolutionOfTicket(one, LEVEL, T0 + minute * MIN);
  expect(of(ticket('WAITING'), 10)).toMatchObject({ state: 'fine', leftMs: 50 * MIN });
  expect(of(answered('PENDING'), 50)).toMatchObject({ state: 'soon', leftMs: 10 * MIN });
  expect(of(answered('SNOOZED', { snoozedUntil: iso(120) }), 75)).toMatchObject({ state: 'over', leftMs: -15 * MIN });
  expect(of(ticket('ACTIVE', { openedAt: iso(30) }), 40)).toMatchObject({ leftMs: 50 * MIN });
  expect(of(ticket('RESOLVED', { openedAt: null }), 10)).toBeNull();
  expect([
    resolutionOfTicket(ticket('WAITING'), null, T0),
    resolutionOfTicket(ticket('WAITING'), { ...LEVEL, resolutionMs: null }, T0),
  ]).toEqual([null, null]);
  const late = ticket('WAITING', { openedAt: iso(8 * 60 - 10) });
  expect(resolutionOfTicket(late, NINE_TO_FIVE, T0 + 12 * 60 * MIN)).toMatchObject({ state: 'paused', leftMs: 50 * MIN });
});

test('[desk] a ticket that sleeps says until when', () => {
  expect(serviceOf(ticket('SNOOZED', { snoozedUntil: iso(60) }), null, LEVEL, T0)).toEqual({ kind: 'snoozed', until: T0 + 60 * MIN });
});
