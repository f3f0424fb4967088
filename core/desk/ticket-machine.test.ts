import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEEDS, stored, walk, walks } from '../../testing/factories/desk-walk.ts';
import { OPEN_STATES, TICKET_STATES } from '../protocol/desk.ts';
import { isRefusal } from '../protocol/errors.ts';
import { applyTicketEvent } from './apply-ticket-event.ts';
import { decideTicket } from './decide-ticket.ts';
import { TICKET_EVENTS, type TicketEvent } from './deeds.ts';
import { mayRead, mayWrite, type Ticket } from './ticket.ts';
import { TRANSITIONS } from './ticket-machine.ts';

test('[desk] old state + event = new state, for every deed, through JSON and from the beginning', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(walks, (steps) => {
      let replayed: Ticket | null = null;
      for (const { after, effects } of walk(steps)) {
        const events = stored(effects);
        for (const event of events) {
          seen.add(event.kind);
          replayed = applyTicketEvent(replayed, JSON.parse(JSON.stringify(event)) as TicketEvent);
        }
        expect(events.length).toBeLessThanOrEqual(1);
        expect(replayed).toEqual(after);
      }
    }),
    { numRuns: 300 },
  );
  const kinds: string[] = Object.values(TICKET_EVENTS);
  expect(kinds.filter((kind) => !seen.has(kind))).toEqual([]);
});

test('[D1] [D2] the effects alone add up to the open assignment, the open offer and the load of every agent', () => {
  fc.assert(
    fc.property(walks, (steps) => {
      const [load, assigned, offers] = [new Map<string, number>(), new Set<string>(), new Set<string>()];
      for (const { after, effects } of walk(steps)) {
        for (const effect of effects) {
          if (effect.kind === 'load') load.set(effect.agentId, (load.get(effect.agentId) ?? 0) + effect.by);
          if (effect.kind === 'assignmentEnds') expect(assigned.delete(effect.agentId)).toBe(true);
          if (effect.kind === 'assignmentBegins') expect(assigned.add(effect.agentId).size).toBe(1);
          if (effect.kind === 'offerEnds') expect(offers.delete(effect.agentId)).toBe(true);
          if (effect.kind === 'offerOpens') expect(offers.add(effect.agentId).size).toBe(1);
        }
        const holder = after?.state === 'OFFERED' ? after.offer?.agentId : after?.assigneeId;
        const isLoad = after && ['OFFERED', 'ACTIVE', 'PENDING'].includes(after.state);
        const isAssigned = after && ['ACTIVE', 'PENDING', 'SNOOZED'].includes(after.state);
        expect([...load].filter(([, count]) => count !== 0)).toEqual(isLoad ? [[holder, 1]] : []);
        expect([...assigned]).toEqual(isAssigned ? [holder] : []);
        expect([...offers]).toEqual(after?.state === 'OFFERED' ? [holder] : []);
      }
    }),
    { numRuns: 150 },
  );
});

test('[D2] only a supervisor, or a ticket that the agent has already, raises a load without asking for room', () => {
  fc.assert(
    fc.property(walks, (steps) => {
      for (const { before, actor, effects } of walk(steps)) {
        const isSupervisor = actor.kind === 'agent' && actor.role !== 'agent';
        for (const effect of effects) {
          if (effect.kind !== 'load' || effect.by === -1 || effect.ifRoom) continue;
          expect(isSupervisor || (before?.state === 'SNOOZED' && before.assigneeId === effect.agentId)).toBe(true);
        }
      }
    }),
  );
});

test('[D5] a ticket is in one state, and what it holds fits that state', () => {
  fc.assert(
    fc.property(walks, (steps) => {
      for (const { before, after, effects } of walk(steps)) {
        if (!after) throw new Error('the ticket is lost');
        const isOpen = OPEN_STATES.some((state) => state === after.state);
        expect(after.place !== null).toBe(isOpen);
        expect(after.offer !== null).toBe(after.state === 'OFFERED');
        expect(after.snoozedUntil !== null).toBe(after.state === 'SNOOZED');
        if (after.state === 'WAITING' || after.state === 'OFFERED') expect(after.assigneeId).toBeNull();
        if (['ACTIVE', 'PENDING', 'SNOOZED'].includes(after.state)) expect(after.assigneeId).not.toBeNull();
        if (after.mergedIntoId) expect([after.state, after.assigneeId]).toEqual(['CLOSED', null]);
        if (isOpen && before?.place && before.place !== after.place) throw new Error('an open ticket lost its place');
        expect(after.version).toBe((before?.version ?? 0) + stored(effects).length);
      }
    }),
    { numRuns: 150 },
  );
});

test('[desk] a deed that was done is done: again by the same actor it stores nothing, and is refused only to who cannot see it now', () => {
  fc.assert(
    fc.property(walks, (steps) => {
      for (const { after, deed, actor, refused } of walk(steps)) {
        if (refused || !after) continue;
        const again = decideTicket(after, deed, actor);
        if (!mayRead(after, actor)) {
          expect(again).toEqual({ refused: 'NOT_FOUND' });
          continue;
        }
        if (isRefusal(again)) throw new Error(`${deed.kind} again is ${again.refused}`);
        expect(again.next).toBe(after);
        expect(stored(again.effects)).toEqual([]);
      }
    }),
    { numRuns: 150 },
  );
});

test('[D6] of the desk only the assigned agent or a supervisor ever changes or answers a ticket that an agent has', () => {
  fc.assert(
    fc.property(walks, (steps) => {
      for (const { before, actor, deed, refused, effects } of walk(steps)) {
        if (!before || actor.kind !== 'agent' || actor.role !== 'agent') continue;
        if (deed.kind === 'agentSpeaks') expect(refused).toBe(!mayWrite(before, actor));
        const isAnothers = before.assigneeId !== null && before.assigneeId !== actor.id && OPEN_STATES.some((one) => one === before.state);
        if (isAnothers) expect(stored(effects)).toEqual([]);
      }
    }),
    { numRuns: 150 },
  );
});

test('[desk] the rows of a deed share no state, and every state is entered and left', () => {
  for (const deed of DEEDS) {
    const froms = TRANSITIONS[deed].rows.flatMap(({ from }) => from);
    expect(froms).toEqual([...new Set(froms)]);
  }
  const moves = DEEDS.flatMap((deed) => TRANSITIONS[deed].rows).filter(({ to }) => to !== 'same');
  for (const state of TICKET_STATES) {
    expect(moves.some(({ to }) => to === state)).toBe(true);
    expect(moves.some(({ from }) => from.includes(state))).toBe(true);
  }
});
