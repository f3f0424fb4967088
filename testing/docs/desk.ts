// The generated parts of docs/desk.md: the ticket's machine drawn and in full, from its own table.
import type { DeedKind } from '../../core/desk/deeds.ts';
import { TICKET_EVENTS } from '../../core/desk/deeds.ts';
import { TRANSITIONS, type Transition } from '../../core/desk/ticket-machine.ts';
import { LOADING_STATES } from '../../core/protocol/desk.ts';
import { code, table } from './markdown.ts';

const DEEDS = Object.keys(TRANSITIONS) as DeedKind[];
const loading = (state: string) => LOADING_STATES.some((one) => one === state);

/** Deeds that leave the state as it is are not drawn. */
export function ticketDiagram(): string {
  const edges = new Map<string, string[]>();
  for (const deed of DEEDS) {
    for (const { from, to } of TRANSITIONS[deed].rows) {
      for (const state of to === 'same' ? [] : from) {
        const edge = `${state === 'NONE' ? '[*]' : state} --> ${to}`;
        edges.set(edge, [...(edges.get(edge) ?? []), deed]);
      }
    }
  }
  const lines = [...edges].map(([edge, deeds]) => `  ${edge}: ${deeds.join(', ')}`);
  return ['```mermaid', 'stateDiagram-v2', ...lines, '```'].join('\n');
}

export function ticketTable(): string {
  const rows = DEEDS.flatMap((deed) =>
    TRANSITIONS[deed].rows.map((row, i) => [
      i === 0 ? code(deed) : '',
      row.from.join(', '),
      row.to,
      row.who.join(', '),
      changed(row.assignee),
      changed(row.place),
      changed(row.offer),
      loadOf(row),
      changed(row.unanswered),
      i === 0 ? TRANSITIONS[deed].told : '',
    ]),
  );
  return table(['Deed', 'From', 'To', 'By', 'Assignee', 'Place', 'Offer', 'Load', 'Unanswered', ''], rows);
}

export function ticketEventTable(): string {
  const rows = DEEDS.map((deed) => [code(TICKET_EVENTS[deed]), code(deed), TRANSITIONS[deed].data.map(code).join(', ')]);
  return table(['Event', 'Deed', 'Holds besides its time and its actor'], rows);
}

const changed = (what: string) => (what === 'keep' ? '' : what);

/** Which load falls, and which rises or else what. */
function loadOf({ from, to, assignee, offer, noRoom }: Transition): string {
  if (to === 'same') return '';
  const passes = offer === 'target' || (assignee === 'actor' && offer !== 'accepted');
  const falls = from.some(loading) && (passes || !loading(to));
  const rises = loading(to) && (passes || from.some((state) => !loading(state)));
  return [...(falls ? ['-1 whose it was'] : []), ...(rises ? [noRoom === 'requeue' ? '+1, else requeue' : '+1, else refused'] : [])].join(
    ', ',
  );
}
