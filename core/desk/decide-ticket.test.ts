import { expect, test } from 'vitest';
import {
  ADA,
  active,
  ada,
  after,
  BEN,
  ben,
  decided,
  HELP,
  hal,
  NOW,
  offered,
  SALES,
  sue,
  system,
  ticketId,
  VERA,
  VICTOR,
  vera,
  victor,
  waiting,
} from '../../testing/factories/desk-tickets.ts';
import { decideTicket } from './decide-ticket.ts';
import type { Deed } from './deeds.ts';
import { loads, mayRead, waitingSince } from './ticket.ts';

const LATER = NOW + 600_000;
const at = LATER;
const deed = {
  accept: { kind: 'accept', at },
  decline: { kind: 'decline', at, reason: 'lunch' },
  timeOut: { kind: 'timeOut', at, agentId: ADA },
  take: { kind: 'take', at },
  toBen: { kind: 'transferToAgent', at, agentId: BEN, expiresAt: at + 30_000, note: 'knows shoes' },
  toHelp: { kind: 'transferToDepartment', at, departmentId: HELP, visitorsOpenId: null },
  gone: { kind: 'requeue', at, agentId: ADA },
  pending: { kind: 'setPending', at },
  snooze: { kind: 'snooze', at, until: at + 3_600_000 },
  wake: { kind: 'wake', at },
  visitorSpeaks: { kind: 'visitorSpeaks', at },
  agentSpeaks: { kind: 'agentSpeaks', at },
  resolve: { kind: 'resolve', at },
  close: { kind: 'close', at },
  reopen: { kind: 'reopen', at, visitorsOpenId: null },
} as const satisfies Record<string, Deed>;

const CONFLICT = { refused: 'CONFLICT' };

test('[D2] a way through the desk: opened, offered, accepted, pending, answered, resolved, reopened', () => {
  const offer = decided(waiting(), { kind: 'offer', at, agentId: ADA, expiresAt: at + 30_000 }, system);
  expect(offer.effects.slice(1)).toEqual([
    { kind: 'load', agentId: ADA, by: 1, noRoom: 'refuse' },
    { kind: 'offerOpens', agentId: ADA, expiresAt: at + 30_000 },
  ]);
  const accepted = decided(offer.next, deed.accept, ada);
  expect(accepted.effects.slice(1)).toEqual([
    { kind: 'offerEnds', agentId: ADA, end: 'accepted' },
    { kind: 'assignmentBegins', agentId: ADA },
  ]);
  const pending = after(accepted.next, [deed.pending, ada]);
  expect([pending.state, loads(pending)]).toEqual(['PENDING', ADA]);
  expect(after(pending, [deed.visitorSpeaks, vera])).toMatchObject({ state: 'ACTIVE', assigneeId: ADA });
  const resolved = decided(pending, deed.resolve, ada);
  expect(resolved.next).toMatchObject({ state: 'RESOLVED', assigneeId: ADA, place: null });
  expect(resolved.effects.slice(1)).toEqual([
    { kind: 'assignmentEnds', agentId: ADA },
    { kind: 'load', agentId: ADA, by: -1 },
  ]);
  expect(after(resolved.next, [deed.reopen, system])).toMatchObject({ state: 'WAITING', assigneeId: null, place: LATER });
});

test('[D4] a requeue, a decline, a time-out, a transfer and an overflow keep the old place; a reopening gets a new one', () => {
  const overflow: Deed = { kind: 'overflow', at, departmentId: HELP, visitorsOpenId: null };
  expect(after(active(), [deed.gone, system])).toMatchObject({ state: 'WAITING', place: NOW, assigneeId: null });
  expect(after(offered(), [deed.decline, ada])).toMatchObject({ state: 'WAITING', place: NOW });
  expect(after(offered(), [deed.timeOut, system])).toMatchObject({ state: 'WAITING', place: NOW });
  expect(after(active(), [deed.toBen, ada], [deed.decline, ben])).toMatchObject({ state: 'WAITING', place: NOW, departmentId: SALES });
  expect(after(active(), [deed.toHelp, ada])).toMatchObject({ state: 'WAITING', place: NOW, departmentId: HELP });
  expect(after(waiting(), [overflow, system])).toMatchObject({ state: 'WAITING', place: NOW, departmentId: HELP });
  expect(after(active(), [deed.close, ada], [deed.reopen, vera]).place).toBe(LATER);
  expect([waitingSince(offered()), waitingSince(active())]).toEqual([NOW, null]);
});

test('[D6] a transfer to an agent ends the assignment at once, and until it is accepted only supervisors write', () => {
  const moved = decided(active(), deed.toBen, ada);
  expect(moved.next).toMatchObject({ state: 'OFFERED', assigneeId: null, offer: { agentId: BEN } });
  expect(moved.effects).toMatchObject([
    { kind: 'store', event: { kind: 'transferredToAgent', data: { agentId: BEN, note: 'knows shoes' } } },
    { kind: 'assignmentEnds', agentId: ADA },
    { kind: 'load', agentId: ADA, by: -1 },
    { kind: 'load', agentId: BEN, by: 1, noRoom: 'refuse' },
    { kind: 'offerOpens', agentId: BEN },
  ]);
  expect(decideTicket(moved.next, deed.agentSpeaks, ada)).toEqual({ refused: 'FORBIDDEN' });
  expect(decideTicket(moved.next, deed.agentSpeaks, ben)).toEqual({ refused: 'FORBIDDEN' });
  expect(decided(moved.next, deed.agentSpeaks, sue).next.answeredAt).toBe(LATER);
  expect(after(moved.next, [deed.accept, ben], [deed.agentSpeaks, ben]).answeredAt).toBe(LATER);
});

test('[D1] of two who take one ticket the second hears CONFLICT, a supervisor takes over', () => {
  const taken = decided(waiting(), deed.take, ada);
  expect(taken.effects).toContainEqual({ kind: 'load', agentId: ADA, by: 1, noRoom: 'refuse' });
  expect(decideTicket(taken.next, deed.take, ben)).toMatchObject(CONFLICT);
  expect(decided(taken.next, deed.take, ada)).toEqual({ next: taken.next, effects: [] });
  const over = decided(taken.next, deed.take, sue);
  expect(over.effects).toContainEqual({ kind: 'load', agentId: sue.kind === 'agent' && sue.id, by: 1, noRoom: 'record' });
  expect(over.effects).toContainEqual({ kind: 'assignmentEnds', agentId: ADA });
  expect(decideTicket(offered(), deed.take, ben)).toMatchObject(CONFLICT);
  expect(decided(offered(), deed.take, ada).effects).toContainEqual({ kind: 'offerEnds', agentId: ADA, end: 'accepted' });
});

test('[desk] an offer that is over is a CONFLICT, and so is one of somebody else; declining twice changes nothing', () => {
  const gone = after(offered(), [deed.timeOut, system]);
  expect(decideTicket(gone, deed.accept, ada)).toMatchObject(CONFLICT);
  expect(decideTicket(gone, deed.decline, ada)).toMatchObject(CONFLICT);
  expect(decideTicket(offered(), deed.accept, ben)).toMatchObject(CONFLICT);
  expect(decideTicket(after(waiting(), [deed.take, ben]), deed.accept, ada)).toMatchObject(CONFLICT);
  const declined = after(offered(), [deed.decline, ada]);
  expect(decided(declined, deed.decline, ada)).toEqual({ next: declined, effects: [] });
});

test('[desk] a timer that comes too early, or for an offer of another, is a CONFLICT', () => {
  expect(decideTicket(offered(), { ...deed.timeOut, at: NOW + 29_999 }, system)).toMatchObject(CONFLICT);
  expect(decideTicket(offered(BEN), deed.timeOut, system)).toMatchObject(CONFLICT);
  const snoozed = after(active(), [deed.snooze, ada]);
  expect(decideTicket(snoozed, deed.wake, system)).toMatchObject(CONFLICT);
  expect(after(snoozed, [{ ...deed.wake, at: deed.snooze.until }, system]).state).toBe('ACTIVE');
  expect(after(snoozed, [deed.wake, ada])).toMatchObject({ state: 'ACTIVE', snoozedUntil: null });
  expect(decideTicket(active(), { ...deed.snooze, until: at }, ada)).toMatchObject({ refused: 'BAD_INPUT' });
});

test('[desk] the third offer that nobody answered tells the supervisors, once', () => {
  let ticket = waiting();
  const told: boolean[] = [];
  for (let n = 1; n <= 4; n += 1) {
    ticket = after(ticket, [{ kind: 'offer', at: NOW, agentId: ADA, expiresAt: at }, system]);
    const { next, effects } = decided(ticket, deed.timeOut, system);
    told.push(effects.some(({ kind }) => kind === 'tellSupervisors'));
    ticket = next;
  }
  expect(told).toEqual([false, false, true, false]);
  expect(after(ticket, [deed.take, ada]).unanswered).toBe(0);
});

test('[desk] a transfer into the same place is no change', () => {
  const ticket = active();
  const same: Deed[] = [
    { ...deed.toHelp, departmentId: SALES },
    { ...deed.toBen, agentId: ADA },
  ];
  for (const one of same) expect(decided(ticket, one, ada)).toEqual({ next: ticket, effects: [] });
  const toBen = after(ticket, [deed.toBen, ada]);
  expect(decided(toBen, { ...deed.toBen, at: at + 5 }, sue)).toEqual({ next: toBen, effects: [] });
});

test('[D5] a transfer or an overflow to where the visitor has an open ticket merges into that one', () => {
  const intoId = ticketId(2);
  const moved = decided(active(), { ...deed.toHelp, visitorsOpenId: intoId }, ada);
  expect(moved.next).toMatchObject({ state: 'CLOSED', mergedIntoId: intoId, departmentId: SALES, assigneeId: null });
  expect(moved.effects[0]).toMatchObject({ kind: 'store', event: { kind: 'merged', data: { intoId } } });
  expect(moved.effects).toContainEqual({ kind: 'load', agentId: ADA, by: -1 });
  const flown = decided(waiting(), { kind: 'overflow', at, departmentId: HELP, visitorsOpenId: intoId }, system);
  expect(flown.next.mergedIntoId).toBe(intoId);
  expect(decideTicket(waiting(), { kind: 'merge', at, intoId: ticketId(1) }, sue)).toMatchObject({ refused: 'BAD_INPUT' });
});

test('[desk] a word of the visitor wakes pending and snoozed, and asks for a reopening of what is done', () => {
  expect(decided(active(), deed.visitorSpeaks, vera).effects).toEqual([]);
  const snoozed = decided(active(), deed.snooze, ada);
  expect(snoozed.effects).toContainEqual({ kind: 'load', agentId: ADA, by: -1 });
  const woken = decided(snoozed.next, deed.visitorSpeaks, vera);
  expect(woken.next).toMatchObject({ state: 'ACTIVE', assigneeId: ADA });
  expect(woken.effects).toContainEqual({ kind: 'load', agentId: ADA, by: 1, noRoom: 'requeue' });
  const closed = after(active(), [deed.close, ada]);
  expect(decided(closed, deed.visitorSpeaks, vera)).toEqual({ next: closed, effects: [{ kind: 'reopenLater' }] });
});

test('[D5] a closed ticket stays closed where the visitor has a newer open one, and a merged one always', () => {
  const closed = after(active(), [deed.close, ada]);
  const link = { next: closed, effects: [{ kind: 'link', inTicketId: ticketId(7) }] };
  expect(decided(closed, { ...deed.reopen, visitorsOpenId: ticketId(7) }, system)).toEqual(link);
  const merged = after(waiting(), [{ kind: 'merge', at, intoId: ticketId(7) }, system]);
  expect(decided(merged, deed.reopen, system)).toEqual({ ...link, next: merged });
});

test('[D9] strangers, other departments and desk calls of a visitor hear NOT_FOUND', () => {
  const NOT_FOUND = { refused: 'NOT_FOUND' };
  expect(decideTicket(waiting(), deed.take, hal)).toEqual(NOT_FOUND);
  expect(decideTicket(active(), deed.resolve, vera)).toEqual(NOT_FOUND);
  expect(decideTicket(null, deed.take, ada)).toEqual(NOT_FOUND);
  expect(decideTicket(active(), deed.resolve, ben)).toEqual({ refused: 'FORBIDDEN' });
  const open: Deed = { kind: 'open', at, ticketId: ticketId(3), visitorId: VERA, departmentId: SALES };
  expect(decideTicket(null, open, ada)).toEqual({ refused: 'FORBIDDEN' });
});

test('[desk] an anonymous visitor turns out to be somebody: each ticket of theirs is theirs then, open or over, and the first one sees it no more', () => {
  for (const ticket of [waiting(), active(), after(active(), [{ kind: 'resolve', at: NOW }, ada])]) {
    const identify = { kind: 'identify', at: NOW, visitorId: VICTOR } as const;
    const { next, effects } = decided(ticket, identify, system);
    expect(next).toEqual({ ...ticket, visitorId: VICTOR, version: ticket.version + 1 });
    expect(decided(next, identify, system).effects).toEqual([]);
    expect([mayRead(next, vera), mayRead(next, victor)]).toEqual([false, true]);
    expect(effects[0]).toEqual({ kind: 'store', event: { kind: 'identified', at: NOW, actorId: null, data: { visitorId: VICTOR } } });
    for (const actor of [vera, victor, ada, sue])
      expect(decideTicket(ticket, identify, actor)).toMatchObject({ refused: expect.any(String) });
  }
});
