import { expect, test } from 'vitest';
import {
  ada,
  after,
  decided,
  HELP,
  hal,
  NOW,
  SALES,
  sue,
  system,
  ticketId,
  VERA,
  vera,
  waiting,
} from '../../testing/factories/desk-tickets.ts';
import { isRefusal } from '../protocol/errors.ts';
import { decideTicket } from './decide-ticket.ts';
import type { Deed, TicketEventData } from './deeds.ts';
import type { Describing } from './description.ts';
import type { DeskActor, Ticket } from './ticket.ts';
import type { TicketEffect } from './ticket-effects.ts';

const describe = (said: Describing): Deed => ({ kind: 'describe', at: NOW + 1_000, ...said });
const german = { skill: 'German', level: 2, required: true };
const bikes = { skill: 'Bikes', level: 1, required: false };

const dataOf = (effects: readonly TicketEffect[]): TicketEventData | null => {
  const stored = effects.find((effect) => effect.kind === 'store');
  return stored?.kind === 'store' ? stored.event.data : null;
};
const routes = (effects: readonly TicketEffect[]) => effects.some(({ kind }) => kind === 'route');

test('[desk] what is said of a ticket is stored where it changes, and only that', () => {
  const { next, effects } = decided(waiting(), describe({ priority: 5, tags: ['refund'], subject: null }), ada);
  expect(dataOf(effects)).toEqual({ priority: 5, tags: ['refund'] });
  expect(next.description).toEqual({ priority: 5, subject: null, tags: ['refund'], skills: [], skillsByHand: false });
  const again = decided(next, describe({ priority: 5, tags: ['refund'] }), ada);
  expect(again).toEqual({ next, effects: [] });
  const named = decided(next, describe({ subject: 'Lost parcel', priority: 5 }), ada);
  expect(dataOf(named.effects)).toEqual({ subject: 'Lost parcel' });
  expect(decided(named.next, describe({ subject: null }), ada).next.description.subject).toBeNull();
});

test('[D3] another priority or other skills of a waiting ticket route its queue anew, other words do not, nor what an agent has', () => {
  const ticket = waiting();
  expect(routes(decided(ticket, describe({ priority: 1 }), ada).effects)).toBe(true);
  expect(routes(decided(ticket, describe({ skills: [german] }), ada).effects)).toBe(true);
  expect(routes(decided(ticket, describe({ tags: ['refund'], subject: 'Lost parcel' }), ada).effects)).toBe(false);
  const taken = after(ticket, [{ kind: 'take', at: NOW }, ada]);
  expect(routes(decided(taken, describe({ priority: 1 }), ada).effects)).toBe(false);
});

test('[desk] it is said by any agent of the department and by supervisors, in every state, and changes nothing else', () => {
  const taken = after(waiting(), [{ kind: 'take', at: NOW }, sue]);
  const states: readonly Ticket[] = [
    waiting(),
    taken,
    after(taken, [{ kind: 'setPending', at: NOW }, sue]),
    after(taken, [{ kind: 'snooze', at: NOW, until: NOW + 9_000 }, sue]),
    after(taken, [{ kind: 'resolve', at: NOW }, sue]),
    after(taken, [{ kind: 'close', at: NOW }, sue]),
  ];
  for (const ticket of states) {
    const { next } = decided(ticket, describe({ priority: 3 }), ada);
    expect(next).toEqual({ ...ticket, description: { ...ticket.description, priority: 3 }, version: ticket.version + 1 });
  }
  const refused = (actor: DeskActor) => {
    const decision = decideTicket(taken, describe({ priority: 3 }), actor);
    return isRefusal(decision) ? decision.refused : null;
  };
  expect([refused(vera), refused(hal), refused(system)]).toEqual(['NOT_FOUND', 'NOT_FOUND', 'FORBIDDEN']);
});

test('[desk] a ticket asks for what its department asks for, also where it goes, until somebody says other skills', () => {
  const open = { kind: 'open', at: NOW, ticketId: ticketId(1), visitorId: VERA, departmentId: SALES, skills: [german] } as const;
  const ticket = after(null, [open, system]);
  expect(ticket.description).toMatchObject({ skills: [german], skillsByHand: false });
  const go = { kind: 'transferToDepartment', at: NOW, departmentId: HELP, visitorsOpenId: null, skills: [bikes] } as const;
  const gone = decided(ticket, go, sue);
  expect(dataOf(gone.effects)).toEqual({ departmentId: HELP, skills: [bikes] });
  expect(gone.next.description).toMatchObject({ skills: [bikes], skillsByHand: false });
  const described = after(ticket, [describe({ skills: [] }), ada]);
  expect(described.description).toMatchObject({ skills: [], skillsByHand: true });
  const kept = decided(described, go, sue);
  expect(dataOf(kept.effects)).toEqual({ departmentId: HELP });
  expect(kept.next.description.skills).toEqual([]);
});
