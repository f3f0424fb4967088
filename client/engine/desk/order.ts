// In which order tickets stand in a list. Pure.
import { DESK_LIMITS, type TicketView } from '../../../core/protocol/desk.ts';
import { compareIds } from '../../../core/protocol/ids.ts';
import type { WireTicket } from '../../../core/protocol/wire-desk.ts';

type Compare = (a: WireTicket, b: WireTicket) => number;

const time = (at: string | null): number => (at === null ? Number.POSITIVE_INFINITY : Date.parse(at));
const byNumber: Compare = (a, b) => a.number - b.number;

/** Who waits longest stands first; those who do not wait stand behind them, the oldest first. */
const byWait: Compare = (a, b) => {
  const [from, to] = [time(a.waitingSince), time(b.waitingSince)];
  if (from !== to) return from < to ? -1 : 1;
  return time(a.createdAt) - time(b.createdAt) || byNumber(a, b);
};

const placeOf = ({ waitingSince, priority, vip }: WireTicket): number =>
  time(waitingSince) - (priority + (vip ? DESK_LIMITS.vipSteps : 0)) * DESK_LIMITS.priorityMs;

/** The queue's own: a priority, and that the visitor is a VIP, count as waiting. Not by `position`, which is as old as the last word about each ticket. */
const byPlace: Compare = (a, b) => {
  const [from, to] = [placeOf(a), placeOf(b)];
  return from === to ? byWait(a, b) : from < to ? -1 : 1;
};

const latestFirst: Compare = (a, b) => time(b.createdAt) - time(a.createdAt) || byNumber(b, a);

export function orderOf(view: TicketView): Compare {
  if (view === 'queue') return byPlace;
  return view === 'closed' ? latestFirst : byWait;
}

/**
 * Whether the server would certainly list it before `last`, which it has listed: a queue by its place (whether its visitor is a VIP
 * may be as old as the last word about it), all else the latest first.
 */
export function standsBefore(view: TicketView, ticket: WireTicket, last: WireTicket): boolean {
  if (view !== 'queue') return compareIds(ticket.id, last.id) > 0;
  return placeOf(ticket) < placeOf(last) - DESK_LIMITS.vipSteps * DESK_LIMITS.priorityMs;
}
