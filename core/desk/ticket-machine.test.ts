import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEEDS, stored, walk, walks } from '../../testing/factories/desk-walk.ts';
import { OPEN_STATES, TICKET_STATES } from '../protocol/desk.ts';
import { isRefusal } from '../protocol/errors.ts';
import { applyTicketEvent } from './apply-ticket-event.ts';
import { decideTicket } from './decide-ticket.ts';
import { TICKET_EVENTS, type TicketEvent } from './deeds.ts';
import { mayRead, type Ticket } from './ticket.ts';
import type { TicketEffect } from './ticket-effects.ts';
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

/** A property's own expect: cheap in long walks. */
function must(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}

const ASSIGNED: readonly string[] = ['ACTIVE', 'PENDING', 'SNOOZED'];
const LOADING: readonly string[] = ['OFFERED', 'ACTIVE', 'PENDING'];
const isOpen = (ticket: Ticket) => OPEN_STATES.some((state) => state === ticket.state);

/** What the effects of a walk add up to, kept as a database would. */
class Ledger {
  readonly load = new Map<string, number>();
  readonly assigned = new Set<string>();
  readonly offers = new Set<string>();
  lastOffer: object | null = null;

  write(effect: TicketEffect): void {
    if (effect.kind === 'load') this.load.set(effect.agentId, (this.load.get(effect.agentId) ?? 0) + effect.by);
    if (effect.kind === 'assignmentEnds') must(this.assigned.delete(effect.agentId), 'ends no assignment');
    if (effect.kind === 'assignmentBegins')
      must(this.assigned.size === 0 && this.assigned.add(effect.agentId).size === 1, 'two assignments');
    if (effect.kind === 'offerEnds') {
      must(this.offers.delete(effect.agentId), 'ends no offer');
      this.lastOffer = { agentId: effect.agentId, end: effect.end };
    }
    if (effect.kind === 'offerOpens') must(this.offers.size === 0 && this.offers.add(effect.agentId).size === 1, 'two offers');
  }
}

test('[D1] [D2] the effects alone add up to the open assignment, the open offer and the load of every agent', () => {
  fc.assert(
    fc.property(walks, (steps) => {
      const ledger = new Ledger();
      for (const { after, effects } of walk(steps)) {
        for (const effect of effects) ledger.write(effect);
        const state = after?.state ?? '';
        const holder = state === 'OFFERED' ? after?.offer?.agentId : after?.assigneeId;
        expect([...ledger.load].filter(([, count]) => count !== 0)).toEqual(LOADING.includes(state) ? [[holder, 1]] : []);
        expect([...ledger.assigned]).toEqual(ASSIGNED.includes(state) ? [holder] : []);
        expect([...ledger.offers]).toEqual(state === 'OFFERED' ? [holder] : []);
        expect(ledger.lastOffer).toEqual(after?.lastOffer ?? null);
      }
    }),
    { numRuns: 150 },
  );
});

test('[D2] only a supervisor raises a load above the capacity, and only what wakes by itself goes to the queue instead', () => {
  fc.assert(
    fc.property(walks, (steps) => {
      for (const { before, actor, effects } of walk(steps)) {
        const isSupervisor = actor.kind === 'agent' && actor.role !== 'agent';
        for (const effect of effects) {
          if (effect.kind !== 'load' || effect.by === -1) continue;
          const wakes = before?.state === 'SNOOZED' && before.assigneeId === effect.agentId && actor.kind !== 'agent';
          must((effect.noRoom === 'record') === isSupervisor, `${effect.agentId} is loaded above the capacity`);
          must((effect.noRoom === 'requeue') === wakes, `${effect.agentId} has no room: ${effect.noRoom}`);
        }
      }
    }),
    { numRuns: 150 },
  );
});

test('[D5] a ticket is in one state, and what it holds fits that state', () => {
  fc.assert(
    fc.property(walks, (steps) => {
      for (const { before, after, effects } of walk(steps)) {
        if (!after) throw new Error('the ticket is lost');
        const { state, assigneeId, place } = after;
        must((place !== null) === isOpen(after), 'a place is for open tickets');
        must((after.offer !== null) === (state === 'OFFERED'), 'an offer is for OFFERED');
        must((after.snoozedUntil !== null) === (state === 'SNOOZED'), 'a time to wake is for SNOOZED');
        must(!(state === 'WAITING' || state === 'OFFERED') || assigneeId === null, 'nobody has what waits');
        must(!ASSIGNED.includes(state) || assigneeId !== null, 'somebody has what is assigned');
        must(!after.mergedIntoId || (state === 'CLOSED' && assigneeId === null), 'merged is closed');
        must(!isOpen(after) || !before?.place || before.place === place, 'an open ticket keeps its place');
        must(after.version === (before?.version ?? 0) + stored(effects).length, 'one version an event');
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
        if (isRefusal(again)) must(again.refused === 'NOT_FOUND' && !mayRead(after, actor), `${deed.kind} again is ${again.refused}`);
        else must(again.next === after && stored(again.effects).length === 0, `${deed.kind} again changes it`);
      }
    }),
    { numRuns: 150 },
  );
});

test('[D6] of the desk only the assigned agent or a supervisor ever answers a ticket that an agent has, or changes more than what is said of it', () => {
  fc.assert(
    fc.property(walks, (steps) => {
      for (const { before, actor, deed, refused, effects } of walk(steps)) {
        if (!before || actor.kind !== 'agent' || actor.role !== 'agent') continue;
        const isTheirs = before.assigneeId === actor.id;
        must(deed.kind !== 'agentSpeaks' || refused !== isTheirs, `${actor.id} speaks`);
        const isAnothers = before.assigneeId !== null && !isTheirs && isOpen(before);
        must(
          !isAnothers || deed.kind === 'describe' || stored(effects).length === 0,
          `${actor.id} changes what another has by ${deed.kind}`,
        );
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
