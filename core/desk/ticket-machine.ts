// The life of a ticket as data: each deed, from where to where, by whom, and what becomes of the rest. decide-ticket.ts
// judges by it, apply-ticket-event.ts moves by it, docs/desk.md is drawn from it. The rows of a deed share no state.
import type { OfferEnd, TicketState } from '../protocol/desk.ts';
import type { DeedKind, TicketEventData } from './deeds.ts';
import type { Who } from './ticket.ts';

export interface Transition {
  /** NONE: there is no ticket yet. */
  readonly from: readonly (TicketState | 'NONE')[];
  /** same: the state stays; an event is stored only where something else changes. */
  readonly to: TicketState | 'same';
  /** An admin is a supervisor. */
  readonly who: readonly Who[];
  readonly assignee: 'keep' | 'clear' | 'actor';
  /** The place in the queue. */
  readonly place: 'keep' | 'new' | 'clear';
  /** What becomes of the offer, where one is open; target: one is opened to the agent that the deed names. */
  readonly offer: 'keep' | 'target' | OfferEnd;
  /** Where an agent's load would rise above the capacity (D2): CONFLICT, or back into the queue. Not for deeds of a supervisor. */
  readonly noRoom: 'refuse' | 'requeue';
  /** The count of offers that nobody answered. */
  readonly unanswered: 'keep' | 'raise' | 'clear';
}

interface DeedRow {
  /** What the event holds besides its time and its actor. */
  readonly data: readonly (keyof TicketEventData)[];
  /** For docs/desk.md. */
  readonly told: string;
  readonly rows: readonly Transition[];
}

const ASSIGNED = ['ACTIVE', 'PENDING', 'SNOOZED'] as const;
const OPEN = ['WAITING', 'OFFERED', ...ASSIGNED] as const;
const DONE = ['RESOLVED', 'CLOSED'] as const;

type Moved = Pick<Transition, 'from' | 'to' | 'who'> & Partial<Transition>;

const move = (row: Moved): Transition => ({ assignee: 'keep', place: 'keep', offer: 'keep', noRoom: 'refuse', unanswered: 'keep', ...row });
const toQueue = (row: Omit<Moved, 'to'>): Transition => move({ to: 'WAITING', assignee: 'clear', offer: 'withdrawn', ...row });
const toActive = (row: Omit<Moved, 'to'>): Transition => move({ to: 'ACTIVE', unanswered: 'clear', ...row });
const toEnd = (row: Moved): Transition => move({ place: 'clear', offer: 'withdrawn', unanswered: 'clear', ...row });

export const TRANSITIONS: Readonly<Record<DeedKind, DeedRow>> = {
  open: {
    data: ['ticketId', 'visitorId', 'departmentId', 'skills'],
    told: 'The first message; an open ticket of that department goes on instead.',
    rows: [move({ from: ['NONE'], to: 'WAITING', who: ['visitor', 'system'], place: 'new' })],
  },
  offer: {
    data: ['agentId', 'expiresAt'],
    told: 'Routing asks one agent.',
    rows: [move({ from: ['WAITING'], to: 'OFFERED', who: ['system'], offer: 'target' })],
  },
  accept: {
    data: [],
    told: 'An offer that is over: CONFLICT.',
    rows: [toActive({ from: ['OFFERED'], who: ['asked'], assignee: 'actor', offer: 'accepted' })],
  },
  decline: {
    data: ['reason'],
    told: 'Back at the old place. An offer that is over: CONFLICT.',
    rows: [toQueue({ from: ['OFFERED'], who: ['asked'], offer: 'declined' })],
  },
  timeOut: {
    data: ['agentId'],
    told: 'The offer was not answered in time. The third time supervisors are told.',
    rows: [toQueue({ from: ['OFFERED'], who: ['system'], offer: 'timedOut', unanswered: 'raise' })],
  },
  withdraw: {
    data: ['agentId', 'reason'],
    told: 'The offer is taken back.',
    rows: [toQueue({ from: ['OFFERED'], who: ['supervisor', 'system'] })],
  },
  take: {
    data: [],
    told: 'Picked from the queue, or a supervisor takes over.',
    rows: [
      toActive({ from: ['WAITING'], who: ['agent', 'supervisor'], assignee: 'actor' }),
      toActive({ from: ['OFFERED'], who: ['asked', 'supervisor'], assignee: 'actor', offer: 'withdrawn' }),
      toActive({ from: ASSIGNED, who: ['supervisor'], assignee: 'actor' }),
    ],
  },
  transferToAgent: {
    data: ['agentId', 'expiresAt', 'note'],
    told: 'The assignment ends at once; until the agent accepts only supervisors write.',
    rows: [
      move({
        from: OPEN,
        to: 'OFFERED',
        who: ['assignee', 'supervisor'],
        assignee: 'clear',
        offer: 'target',
        unanswered: 'clear',
      }),
    ],
  },
  transferToDepartment: {
    data: ['departmentId', 'note', 'skills'],
    told: 'Into its queue at the old place; into an open ticket of the visitor there it merges.',
    rows: [toQueue({ from: OPEN, who: ['assignee', 'supervisor'], unanswered: 'clear' })],
  },
  overflow: {
    data: ['departmentId', 'note', 'skills'],
    told: 'Waited too long: into another queue at the old place, or merged as by a transfer.',
    rows: [toQueue({ from: ['WAITING'], who: ['system'], unanswered: 'clear' })],
  },
  requeue: {
    data: ['agentId'],
    told: 'The agent is gone longer than the grace (D8; a pending or snoozed one when it falls due), or gives it back.',
    rows: [toQueue({ from: ['OFFERED', ...ASSIGNED], who: ['assignee', 'supervisor', 'system'], unanswered: 'clear' })],
  },
  setPending: {
    data: [],
    told: "It is the visitor's turn; the agent keeps it.",
    rows: [move({ from: ['ACTIVE', 'SNOOZED'], to: 'PENDING', who: ['assignee', 'supervisor'] })],
  },
  snooze: {
    data: ['until'],
    told: 'Until a time; it loads nobody meanwhile.',
    rows: [move({ from: ASSIGNED, to: 'SNOOZED', who: ['assignee', 'supervisor'] })],
  },
  wake: {
    data: [],
    told: 'The time has come, or the agent goes on with it.',
    rows: [
      toActive({ from: ['SNOOZED'], who: ['assignee', 'supervisor', 'system'], noRoom: 'requeue' }),
      toActive({ from: ['PENDING'], who: ['assignee', 'supervisor'] }),
    ],
  },
  visitorSpeaks: {
    data: [],
    told: 'A word to a resolved or closed ticket asks for a reopening.',
    rows: [
      move({ from: ['WAITING', 'OFFERED', 'ACTIVE', ...DONE], to: 'same', who: ['visitor'] }),
      toActive({ from: ['PENDING', 'SNOOZED'], who: ['visitor'], noRoom: 'requeue' }),
    ],
  },
  agentSpeaks: {
    data: [],
    told: 'Only the first word since the opening is stored (D6: nobody else writes to the visitor).',
    rows: [move({ from: [...OPEN, ...DONE], to: 'same', who: ['assignee', 'supervisor'] })],
  },
  resolve: {
    data: [],
    told: 'Done. It still shows whose it was.',
    rows: [toEnd({ from: OPEN, to: 'RESOLVED', who: ['assignee', 'supervisor'] })],
  },
  autoResolve: {
    data: [],
    told: 'The visitor did not come back.',
    rows: [toEnd({ from: ['PENDING'], to: 'RESOLVED', who: ['system'] })],
  },
  close: {
    data: [],
    told: 'Put away.',
    rows: [toEnd({ from: [...OPEN, 'RESOLVED'], to: 'CLOSED', who: ['assignee', 'supervisor', 'system'] })],
  },
  reopen: {
    data: [],
    told: 'At a new place. Where the visitor has a newer open one, it stays closed and a linked line stands there.',
    rows: [toQueue({ from: DONE, who: ['visitor', 'agent', 'supervisor', 'system'], place: 'new', unanswered: 'clear' })],
  },
  merge: {
    data: ['intoId', 'note'],
    told: 'Of two open tickets the one with an agent stays, else the older.',
    rows: [toEnd({ from: OPEN, to: 'CLOSED', who: ['assignee', 'supervisor', 'system'], assignee: 'clear' })],
  },
  identify: {
    data: ['visitorId'],
    told: 'Its anonymous visitor turned out to be this one. Always stored.',
    rows: [move({ from: [...OPEN, ...DONE], to: 'same', who: ['system'] })],
  },
  describe: {
    data: ['priority', 'subject', 'tags', 'skills'],
    told: 'What changes is stored. Another priority, or other skills, of a waiting one route its queue anew.',
    rows: [move({ from: [...OPEN, ...DONE], to: 'same', who: ['agent', 'assignee', 'supervisor'] })],
  },
};

/** The row of a deed for a ticket in this state. */
export function transitionOf(deed: DeedKind, state: TicketState | 'NONE'): Transition | null {
  return TRANSITIONS[deed].rows.find(({ from }) => from.includes(state)) ?? null;
}
