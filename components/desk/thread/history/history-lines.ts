// What was done to a ticket, as lines between its messages: who had it then, which of them stand together, and runs of the router's
// own (offered, not answered, offered to the next) as one line that opens. Pure.

import type { WireUser } from '../../../../core/protocol/wire.ts';
import type { WireTicketEvent } from '../../../../core/protocol/wire-ticket-history.ts';

export interface HistoryLine {
  readonly event: WireTicketEvent;
  /** Who had it until then. */
  readonly from: WireUser | null;
  /** Whom the router chose, for who asks why; null: it was no choice of the router's. */
  readonly chosen: WireUser | null;
}

/** They stand together: nothing was said between, and it is the same day. */
export interface HistoryBlock {
  /** ms since 1970. */
  readonly at: number;
  readonly lines: readonly HistoryLine[];
}

/** The last of them tells how it came out. */
export interface HistoryRun {
  readonly last: HistoryLine;
  readonly before: readonly HistoryLine[];
}

export const isRun = (line: HistoryLine | HistoryRun): line is HistoryRun => 'last' in line;

const ROUTING: ReadonlySet<string> = new Set(['offered', 'accepted', 'declined', 'timedOut', 'withdrawn']);
/** The talk itself says it. */
const SILENT: ReadonlySet<string> = new Set(['answered']);
const BEGINS: ReadonlySet<string> = new Set(['accepted', 'taken']);
const ENDS: ReadonlySet<string> = new Set([
  ...['transferredToAgent', 'transferredToDepartment', 'overflowed', 'requeued', 'reopened', 'withdrawn'],
  ...['declined', 'timedOut'],
]);

/** `events`: the first one first. */
export function linesOf(events: readonly WireTicketEvent[]): HistoryLine[] {
  let holder: WireUser | null = null;
  let offeredByRouter = false;
  return events.flatMap((event) => {
    const { kind, actor, agent } = event;
    const from = holder;
    if (kind === 'offered') offeredByRouter = true;
    const chosen = !offeredByRouter ? null : kind === 'offered' ? agent : kind === 'accepted' ? actor : null;
    if (BEGINS.has(kind)) holder = actor;
    if (ENDS.has(kind)) holder = null;
    if (BEGINS.has(kind) || ENDS.has(kind)) offeredByRouter = false;
    return SILENT.has(kind) ? [] : [{ event, from, chosen }];
  });
}

export const momentOf = ({ event }: HistoryLine): number => Date.parse(event.at);

export function folded(lines: readonly HistoryLine[]): (HistoryLine | HistoryRun)[] {
  const result: (HistoryLine | HistoryRun)[] = [];
  let run: HistoryLine[] = [];
  const close = () => {
    const last = run.at(-1);
    if (last) result.push(run.length === 1 ? last : { last, before: run.slice(0, -1) });
    run = [];
  };
  for (const line of lines) {
    if (ROUTING.has(line.event.kind)) run.push(line);
    else {
      close();
      result.push(line);
    }
  }
  close();
  return result;
}

interface Talk {
  /** The moments of messages and notes, ascending. */
  readonly said: readonly number[];
  /** Of its first words: they stand before their ticket does, and it opened with them. */
  readonly begin: number;
}

/** `dayOf`: the same for moments of one day. */
export function blocksOf(lines: readonly HistoryLine[], { said, begin }: Talk, dayOf: (at: number) => string): HistoryBlock[] {
  // What follows may have been done by the clock of another machine, which is a little behind.
  const behind = Number.isFinite(begin) ? begin + 1 : Number.NEGATIVE_INFINITY;
  const placeOf = (line: HistoryLine) =>
    line.event.kind === 'opened' ? Math.min(momentOf(line), begin) : Math.max(momentOf(line), behind);
  const groups: HistoryLine[][] = [];
  let next = 0;
  let last = Number.NEGATIVE_INFINITY;
  for (const line of lines) {
    const at = placeOf(line);
    const before = next;
    while ((said[next] ?? Number.POSITIVE_INFINITY) < at) next += 1;
    const group = groups.at(-1);
    if (group && next === before && dayOf(at) === dayOf(last)) group.push(line);
    else groups.push([line]);
    last = at;
  }
  return groups.flatMap((group) => (group[0] ? [{ at: placeOf(group[0]), lines: group }] : []));
}
