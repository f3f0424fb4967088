// In which order tickets stand in a list. Pure.
import type { TicketView } from '../../../core/protocol/desk.ts';
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

/** The queue's own order where the server tells it: a priority counts as waiting. */
const byPlace: Compare = (a, b) => {
  const [from, to] = [a.position ?? Number.POSITIVE_INFINITY, b.position ?? Number.POSITIVE_INFINITY];
  return a.department.id === b.department.id && from !== to ? from - to : byWait(a, b);
};

const latestFirst: Compare = (a, b) => time(b.createdAt) - time(a.createdAt) || byNumber(b, a);

export function orderOf(view: TicketView): Compare {
  if (view === 'queue') return byPlace;
  return view === 'closed' ? latestFirst : byWait;
}
