import { expect, test } from 'vitest';
import { active, ada, after, NOW, system, waiting } from '../../testing/factories/desk-tickets.ts';
import { TICKET_STATES } from '../protocol/desk.ts';
import { decideTicket } from './decide-ticket.ts';
import { DUE_SETTINGS, dueDeed, dueOf } from './due.ts';

const DAY_MS = 86_400_000;

test('[desk] a snoozed ticket is due at its time, a pending one after 7 days, a resolved one after one; the others never', () => {
  const due = TICKET_STATES.map((state) => dueOf({ state, snoozedUntil: 5 }, NOW, DUE_SETTINGS));
  expect(due).toEqual([null, null, null, NOW + 7 * DAY_MS, 5, NOW + DAY_MS, null]);
  expect(dueOf({ state: 'PENDING', snoozedUntil: null }, NOW, { ...DUE_SETTINGS, autoResolveMs: null })).toBeNull();
});

test('[desk] what is due is done to it, and then nothing of the kind is due', () => {
  const pending = after(active(), [{ kind: 'setPending', at: NOW }, ada]);
  const snoozed = after(active(), [{ kind: 'snooze', at: NOW, until: NOW + 1 }, ada]);
  const resolved = after(active(), [{ kind: 'resolve', at: NOW }, ada]);
  const done = [pending, snoozed, resolved].map((ticket) => {
    const deed = dueDeed(ticket.state, NOW + 1);
    const decision = deed && decideTicket(ticket, deed, system);
    return decision && 'next' in decision ? decision.next.state : decision;
  });
  expect(done).toEqual(['RESOLVED', 'ACTIVE', 'CLOSED']);
  expect(dueDeed(waiting().state, NOW)).toBeNull();
});
