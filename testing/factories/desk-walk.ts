// Random walks of one ticket through all deeds by everybody, for the properties of its machine.
import fc from 'fast-check';
import { decideTicket } from '../../core/desk/decide-ticket.ts';
import { type Deed, type DeedKind, TICKET_EVENTS } from '../../core/desk/deeds.ts';
import type { Describing } from '../../core/desk/description.ts';
import type { DeskActor, Ticket } from '../../core/desk/ticket.ts';
import type { TicketEffect } from '../../core/desk/ticket-effects.ts';
import { isRefusal } from '../../core/protocol/errors.ts';
import {
  ADA,
  ada,
  ann,
  BEN,
  ben,
  HAL,
  HELP,
  hal,
  NOW,
  SALES,
  SUE,
  stranger,
  sue,
  system,
  ticketId,
  VERA,
  VICTOR,
  vera,
  victor,
} from './desk-tickets.ts';

export const DEEDS = Object.keys(TICKET_EVENTS) as DeedKind[];
const RARE: readonly DeedKind[] = ['merge', 'close', 'resolve', 'identify'];
const ACTORS: readonly DeskActor[] = [system, system, vera, victor, stranger, ada, ada, ben, hal, sue, ann];

interface Step {
  readonly kind: DeedKind;
  readonly actor: DeskActor;
  /** Not as it is, but by the next deed and actor from there that change something: walks go far. */
  readonly fits: boolean;
  /** In which order the next is looked for. */
  readonly stride: number;
  readonly agentId: typeof ADA;
  readonly departmentId: typeof SALES;
  readonly later: number;
  readonly span: number;
  /** Which ticket is meant by merges, 0: none. */
  readonly other: number;
  /** By describe; the skills also of a department. */
  readonly said: Required<Describing>;
}

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom(...DEEDS),
  actor: fc.constantFrom(...ACTORS),
  fits: fc.constantFrom(true, true, true, false),
  stride: fc.constantFrom(1, 3, 5, 7, 9, 13, 15, 17, 19, 21),
  agentId: fc.constantFrom(ADA, BEN, HAL, SUE),
  departmentId: fc.constantFrom(SALES, HELP),
  later: fc.nat(90_000),
  span: fc.integer({ min: -1, max: 60_000 }),
  other: fc.oneof({ weight: 12, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 3 })),
  said: fc.record({
    priority: fc.constantFrom(0, 0, 5, -5),
    subject: fc.constantFrom(null, 'Lost parcel'),
    tags: fc.subarray(['vip desk', 'refund']),
    skills: fc.subarray([
      { skill: 'German', level: 2, required: true },
      { skill: 'Bikes', level: 1, required: false },
    ]),
  }),
});
export const walks = fc.array(step, { minLength: 1, maxLength: 60, size: 'max' });

/** A deed of this kind with all the facts that any deed has: the extra ones must not reach an event. */
function deedOf({ kind, agentId, departmentId, span, other, said }: Step, at: number): Deed {
  const visitorsOpenId = other === 0 ? null : ticketId(other);
  const facts = { at, agentId, departmentId, visitorsOpenId, expiresAt: at + span, until: at + span, reason: 'r', note: 'n' };
  return { ...facts, ...said, kind, ticketId: ticketId(1), visitorId: kind === 'identify' ? VICTOR : VERA, intoId: ticketId(other || 2) };
}

/** The first deed and actor from here on, round the lists, that store an event; what ends a ticket is rare. */
function fitting(ticket: Ticket | null, step: Step, at: number): Step {
  const from = DEEDS.indexOf(step.kind);
  const holder = ticket?.offer?.agentId ?? ticket?.assigneeId ?? step.agentId;
  for (const kind of DEEDS.map((_, i) => DEEDS[(from + i * step.stride) % DEEDS.length]!)) {
    const aimed = { ...step, kind, agentId: kind === 'offer' || kind === 'transferToAgent' ? step.agentId : holder };
    for (const actor of RARE.includes(kind) && step.other === 0 ? [] : [step.actor, ...ACTORS]) {
      const decision = decideTicket(ticket, deedOf(aimed, at), actor);
      if (!isRefusal(decision) && stored(decision.effects).length > 0) return { ...aimed, actor };
    }
  }
  return step;
}

interface Moment {
  readonly before: Ticket | null;
  readonly deed: Deed;
  readonly actor: DeskActor;
  readonly after: Ticket | null;
  readonly effects: readonly TicketEffect[];
  readonly refused: boolean;
}

/** Every step of a walk from nothing, refused ones too. Opened first, so that walks go somewhere. */
export function walk(steps: readonly Step[]): Moment[] {
  let [ticket, at]: [Ticket | null, number] = [null, NOW];
  const first: Step = {
    kind: 'open',
    actor: system,
    fits: false,
    stride: 1,
    agentId: ADA,
    departmentId: SALES,
    later: 0,
    span: 0,
    other: 0,
    said: { priority: 0, subject: null, tags: [], skills: [] },
  };
  return [first, ...steps].map((one) => {
    at += one.later;
    const before = ticket;
    const { actor, ...rest } = one.fits ? fitting(before, one, at) : one;
    const deed = deedOf({ ...rest, actor }, at);
    const decision = decideTicket(before, deed, actor);
    if (isRefusal(decision)) return { before, deed, actor, after: before, effects: [], refused: true };
    ticket = decision.next;
    return { before, deed, actor, after: ticket, effects: decision.effects, refused: false };
  });
}

/** The event among the effects. */
export const stored = (effects: readonly TicketEffect[]) => effects.flatMap((effect) => (effect.kind === 'store' ? [effect.event] : []));
