// What a ticket's clocks say: how long its visitor may still be let wait, and until when it is to be solved. Pure.

import type { ConversationView } from '../../../client/react/chat/hooks.ts';
import { type ServiceState, serviceLevelAt } from '../../../core/desk/service-level.ts';
import type { WireDeskDepartment, WireLastWords, WireTicket } from '../../../core/protocol/wire-desk.ts';

/** Ms to the target; below 0 it is over by so much. */
export interface Running {
  readonly kind: 'first' | 'reply' | 'resolution';
  readonly state: ServiceState;
  readonly leftMs: number;
}

export type Service =
  | Running
  /** It is the visitor's turn, since so long where that is known. */
  | { readonly kind: 'visitor'; readonly forMs: number | null }
  /** Until then, ms since 1970. */
  | { readonly kind: 'snoozed'; readonly until: number | null }
  | { readonly kind: 'resolved' | 'closed' };

/** Of the ticket's talk, where I am in it. */
export type Talk = Pick<ConversationView, 'lastMessage'> | null;

/** What the department goes by while it is open; null: it is not known yet. */
export type Level = Pick<WireDeskDepartment, 'firstAnswerMs' | 'resolutionMs' | 'hours'> | null;

/** What was said last: as I hear it, else as the ticket says. */
export function lastSaid({ lastWords }: Pick<WireTicket, 'lastWords'>, talk: Talk): WireLastWords | null {
  const last = talk?.lastMessage;
  return last ? { at: last.createdAt, authorId: last.senderId, text: last.recalledAt === null ? last.text : null } : lastWords;
}

interface Target {
  readonly targetMs: number | null;
  readonly hours: WireDeskDepartment['hours'];
}

function running(kind: Running['kind'], { targetMs, hours }: Target, startedAt: number, now: number): Running | null {
  return targetMs === null ? null : { kind, ...serviceLevelAt({ targetMs, startedAt, paused: [], hours }, Math.max(now, startedAt)) };
}

/** Null: nothing is known of it, or nothing is promised. */
export function serviceOf(ticket: WireTicket, talk: Talk, level: Level, now: number): Service | null {
  const { state, answeredAt, openedAt, waitingSince, createdAt, snoozedUntil, visitor } = ticket;
  const last = lastSaid(ticket, talk);
  const answers: Target = { targetMs: level?.firstAnswerMs ?? null, hours: level?.hours ?? null };
  const forMs = last && Math.max(0, now - Date.parse(last.at));
  switch (state) {
    case 'WAITING':
    case 'OFFERED':
    case 'ACTIVE': {
      const since = openedAt ?? waitingSince ?? createdAt;
      // The ticket may not have heard yet what I hear.
      const isAnswer = last !== null && last.authorId !== null && last.authorId !== visitor.id && last.at >= since;
      if (answeredAt === null && !isAnswer) return running('first', answers, Date.parse(since), now);
      if (last?.authorId === visitor.id) return running('reply', answers, Date.parse(last.at), now);
      return state === 'ACTIVE' && forMs !== null ? { kind: 'visitor', forMs } : null;
    }
    case 'PENDING':
      return { kind: 'visitor', forMs };
    case 'SNOOZED':
      return { kind: 'snoozed', until: snoozedUntil === null ? null : Date.parse(snoozedUntil) };
    case 'RESOLVED':
      return { kind: 'resolved' };
    case 'CLOSED':
      return { kind: 'closed' };
  }
}

/** `openedAt`: ms since 1970. Null: it is over, or nothing is promised. It goes on while the visitor is waited for, and while the ticket sleeps. */
export function resolutionOf(
  openedAt: number | null,
  level: Pick<NonNullable<Level>, 'resolutionMs' | 'hours'> | null,
  now: number,
): Running | null {
  if (openedAt === null || level === null) return null;
  return running('resolution', { targetMs: level.resolutionMs, hours: level.hours }, openedAt, now);
}

/** The same of a ticket of the desk. */
export const resolutionOfTicket = ({ openedAt }: Pick<WireTicket, 'openedAt'>, level: Level, now: number): Running | null =>
  resolutionOf(openedAt === null ? null : Date.parse(openedAt), level, now);

/** By how much time is left: who has least stands first, those without a clock last. */
export function leftOf(service: Service | null): number {
  return service && 'leftMs' in service ? service.leftMs : Number.POSITIVE_INFINITY;
}
