// The rules of the desk, D1 to D9, over what its people saw and the rows: lost, doubled, over capacity, assigned twice, stuck.
import type { Pool } from '../../server/platform/db.ts';
import type { DeskRecord } from './record.ts';

export interface TicketRow {
  readonly id: string;
  readonly conversationId: string;
  readonly visitorId: string;
  readonly state: number;
}

export interface DeskRows {
  readonly tickets: readonly TicketRow[];
  /** clientId -> where it stands: conversation, sender. */
  readonly words: readonly { readonly clientId: string; readonly conversationId: string }[];
  /** Agents above their capacity, which was never lowered. */
  readonly over: readonly string[];
  /** What a recount of the rows at rest found. */
  readonly broken: readonly { readonly rule: string; readonly what: string }[];
}

export const DESK_HARMS = ['lost', 'doubled', 'over capacity', 'assigned twice', 'stuck', 'other'] as const;
export type DeskHarm = (typeof DESK_HARMS)[number];

export interface DeskFinding {
  readonly rule: string;
  readonly harm: DeskHarm;
  readonly what: string;
}

const CLOSED_FROM = 6;
const HARM_OF: Readonly<Record<string, DeskHarm>> = { D1: 'assigned twice', D2: 'over capacity', D5: 'lost', D8: 'stuck' };

export async function readDeskRows(pool: Pool, broken: DeskRows['broken']): Promise<DeskRows> {
  const tickets = await pool.query<TicketRow>(
    'select id, conversation_id as "conversationId", visitor_id as "visitorId", state from ticket order by id',
  );
  const words = await pool.query<DeskRows['words'][number]>(
    `select e.client_id as "clientId", e.conversation_id as "conversationId" from event e join ticket t on t.conversation_id = e.conversation_id
     where e.client_id is not null`,
  );
  const over = await pool.query<{ id: string }>('select user_id as id from agent where load > capacity');
  return { tickets: tickets.rows, words: words.rows, over: over.rows.map(({ id }) => id), broken };
}

export function* checkDesk(record: DeskRecord, rows: DeskRows): Generator<DeskFinding> {
  const tickets = new Map(rows.tickets.map((ticket) => [ticket.id, ticket]));
  const words = Map.groupBy(rows.words, ({ clientId }) => clientId);
  for (const { ticketId, conversationId, clientId } of record.opened) {
    const ticket = tickets.get(ticketId);
    if (!ticket) yield { rule: 'D5', harm: 'lost', what: `ticket ${ticketId} was opened and is not there` };
    const stands = words.get(clientId) ?? [];
    if (ticket && stands.length === 0)
      yield { rule: 'D5', harm: 'lost', what: `the first words of ticket ${ticketId} are not in its talk` };
    if (stands.length > 1)
      yield { rule: 'D5', harm: 'doubled', what: `the first words of ticket ${ticketId} stand ${stands.length} times` };
    if (ticket && ticket.conversationId !== conversationId)
      yield { rule: 'D5', harm: 'lost', what: `the talk of ticket ${ticketId} is another than was told` };
  }
  for (const { id, state } of rows.tickets)
    if (state < CLOSED_FROM) yield { rule: 'D5', harm: 'stuck', what: `ticket ${id} is in state ${state}, with nothing in the way` };
  for (const { agentId, clientId, ticketId } of record.refused)
    if (words.has(clientId)) yield { rule: 'D6', harm: 'other', what: `refused words of agent ${agentId} stand in ticket ${ticketId}` };
  for (const { agentId, ticketId } of record.late)
    yield { rule: 'D6', harm: 'other', what: `agent ${agentId} wrote into ticket ${ticketId} after handing it on` };
  for (const what of record.strangers) yield { rule: 'D9', harm: 'other', what };
  for (const id of rows.over) yield { rule: 'D2', harm: 'over capacity', what: `agent ${id} has more than their capacity` };
  for (const { rule, what } of [...record.seen, ...rows.broken]) yield { rule, harm: HARM_OF[rule] ?? 'other', what };
}

/** `lost 0, doubled 0, over capacity 0, assigned twice 0, stuck 0`; other rules only where one is broken. */
export function deskVerdict(findings: readonly DeskFinding[]): string {
  const count = (harm: DeskHarm) => findings.filter((finding) => finding.harm === harm).length;
  return DESK_HARMS.filter((harm) => harm !== 'other' || count(harm) > 0)
    .map((harm) => `${harm} ${count(harm)}`)
    .join(', ');
}
