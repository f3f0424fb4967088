// Tickets as people look at them: rows for lists and cards, the order of queues, how fast they move.
import { AGENT_STATES, DESK_LIMITS, TICKET_STATES, type TicketState, type TicketView } from '../../../core/protocol/desk.ts';
import type { WantedSkill } from '../../../core/protocol/desk-skills.ts';
import { codeOf, EVENTS, nameOf } from '../../../core/protocol/events.ts';
import { type ConversationId, type DepartmentId, type TicketId, toId, type UserId } from '../../../core/protocol/ids.ts';
import type { WireTicket } from '../../../core/protocol/wire-desk.ts';
import type { Pace } from '../../../core/routing/estimate.ts';
import type { Placed } from '../../../core/routing/order.ts';
import { type Pool, run, runQuick } from '../../platform/db.ts';
import { loadedTogether } from '../../platform/gathered.ts';
import { msNumberOf, timeOf } from '../../platform/sql-time.ts';
import { JOIN_LAST_WORDS, LAST_WORDS, type LastWords, toWords, type WordsRow } from './store-words.ts';

const code = (state: TicketState) => codeOf(TICKET_STATES, state);
const OPEN = `t.state between ${code('WAITING')} and ${code('SNOOZED')}`;

export interface ViewRow {
  readonly id: TicketId;
  readonly number: number;
  readonly state: TicketState;
  readonly departmentId: DepartmentId;
  readonly priority: number;
  readonly subject: string | null;
  readonly tags: string[];
  readonly conversationId: ConversationId;
  readonly notesConversationId: ConversationId;
  readonly visitorId: UserId;
  readonly assigneeId: UserId | null;
  /** Times: ms since 1970. */
  readonly createdAt: number;
  readonly place: number | null;
  readonly fields: NonNullable<WireTicket['fields']>;
  readonly rating: number | null;
  readonly ratingComment: string | null;
  readonly answeredAt: number | null;
  readonly snoozedUntil: number | null;
  readonly supervisorsTold: boolean;
  readonly lastWords: LastWords | null;
  readonly vip: boolean;
  readonly skills: readonly WantedSkill[];
  readonly version: number;
}

/** What it is about where nobody has said: its first words that stand, while they are not archived. */
const SUBJECT_UNITS = 200;
const FIRST_WORDS = `(select left(e.text, ${SUBJECT_UNITS}) from event e where e.conversation_id = ticket.conversation_id and e.kind = ${EVENTS.message.code}
         and e.recalled_at is null order by e.seq limit 1)`;

type SelectedView = {
  id: string;
  number: string;
  state: number;
  department_id: string;
  priority: number;
  subject: string | null;
  tags: string[];
  conversation_id: string;
  notes_conversation_id: string;
  visitor_id: string;
  assignee_id: string | null;
  created: number;
  place: number | null;
  fields: ViewRow['fields'];
  rating: number | null;
  rating_comment: string | null;
  answered: number | null;
  snoozed: number | null;
  supervisors_told: boolean;
  vip: boolean;
  skills: readonly WantedSkill[];
  version: string;
} & WordsRow;

const toView = (row: SelectedView): ViewRow => ({
  id: toId<TicketId>(row.id),
  number: Number(row.number),
  state: nameOf(TICKET_STATES, row.state),
  departmentId: toId<DepartmentId>(row.department_id),
  priority: row.priority,
  subject: row.subject,
  tags: row.tags,
  conversationId: toId<ConversationId>(row.conversation_id),
  notesConversationId: toId<ConversationId>(row.notes_conversation_id),
  visitorId: toId<UserId>(row.visitor_id),
  assigneeId: row.assignee_id === null ? null : toId<UserId>(row.assignee_id),
  createdAt: row.created,
  place: row.place,
  fields: row.fields,
  rating: row.rating,
  ratingComment: row.rating_comment,
  answeredAt: row.answered,
  snoozedUntil: row.snoozed,
  supervisorsTold: row.supervisors_told,
  lastWords: toWords(row),
  vip: row.vip,
  skills: row.skills,
  version: Number(row.version),
});

export async function loadViewRows(pool: Pool, ids: readonly TicketId[]): Promise<Map<TicketId, ViewRow>> {
  const { rows } = await runQuick<SelectedView>(
    pool,
    'ticket_view_rows',
    `select id, number, state, department_id, priority, coalesce(subject, ${FIRST_WORDS}) as subject, tags, conversation_id, notes_conversation_id, visitor_id, assignee_id,
       ${msNumberOf('created_at')} as created, ${msNumberOf('enqueued_at')} as place,
       fields, rating, rating_comment, ${msNumberOf('answered_at')} as answered, ${msNumberOf('snoozed_until')} as snoozed, supervisors_told, version, skills,
       coalesce((select v.vip from visitor v where v.user_id = ticket.visitor_id), false) as vip,
       ${LAST_WORDS} from ticket ${JOIN_LAST_WORDS} where id = any($1::bigint[])`,
    [ids],
  );
  return new Map(rows.map((row) => [toId<TicketId>(row.id), toView(row)]));
}

/** Who looks: a visitor at their own, of the desk at some departments (null: at all). */
export type Looker =
  | { readonly kind: 'visitor'; readonly id: UserId }
  | { readonly kind: 'desk'; readonly id: UserId; readonly departmentIds: readonly DepartmentId[] | null };

/** $1 who looks, $2 their departments, $3 one of them. Each is named in each condition: one that is not has no type. */
const HERE =
  '$1::bigint is not null and ($2::bigint[] is null or t.department_id = any($2)) and ($3::bigint is null or t.department_id = $3)';
const CONDITIONS: Readonly<Record<TicketView | 'own', string>> = {
  own: 't.visitor_id = $1 and $2::bigint[] is null and ($3::bigint is null or t.department_id = $3)',
  mine: `t.assignee_id = $1 and t.state in (${code('ACTIVE')}, ${code('PENDING')}) and $2::bigint[] is null and ($3::bigint is null or t.department_id = $3)`,
  queue: `t.state in (${code('WAITING')}, ${code('OFFERED')}) and ${HERE}`,
  unanswered: `t.supervisors_told and t.state in (${code('WAITING')}, ${code('OFFERED')}) and ${HERE}`,
  all: `${OPEN} and ${HERE}`,
  snoozed: `t.state = ${code('SNOOZED')} and ${HERE}`,
  closed: `t.state in (${code('RESOLVED')}, ${code('CLOSED')}) and ${HERE}`,
};
/** As core/routing/order.ts has it, in seconds. */
const DEADLINE = (t: string, v: string) =>
  `(extract(epoch from ${t}.enqueued_at) - (${t}.priority + case when coalesce(${v}.vip, false) then ${DESK_LIMITS.vipSteps} else 0 end) * ${DESK_LIMITS.priorityMs / 1000})`;

export interface ListAsk {
  readonly view: TicketView;
  readonly departmentId: DepartmentId | null;
  readonly first: number;
  readonly after: TicketId | null;
}

/** A queue in its order, all else the newest first; one more than was asked for, where there are more. */
export async function loadList(pool: Pool, looker: Looker, ask: ListAsk): Promise<{ readonly ids: TicketId[]; readonly total: number }> {
  const view = looker.kind === 'visitor' ? 'own' : ask.view;
  const departments = looker.kind === 'visitor' || view === 'mine' ? null : looker.departmentIds;
  const values = [looker.id, departments, ask.departmentId];
  const isQueue = view === 'queue';
  const page = isQueue
    ? `left join visitor v on v.user_id = t.visitor_id
       where ${CONDITIONS.queue} and ($4::bigint is null or (${DEADLINE('t', 'v')}, t.id) > (select ${DEADLINE('a', 'w')}, a.id from ticket a
         left join visitor w on w.user_id = a.visitor_id where a.id = $4)) order by ${DEADLINE('t', 'v')}, t.id`
    : `where ${CONDITIONS[view]} and ($4::bigint is null or t.id < $4) order by t.id desc`;
  const [found, counted] = await Promise.all([
    run<{ id: string }>(pool, `ticket_list_${view}`, `select t.id from ticket t ${page} limit $5`, [...values, ask.after, ask.first + 1]),
    run<{ total: number }>(pool, `ticket_count_${view}`, `select count(*)::int as total from ticket t where ${CONDITIONS[view]}`, values),
  ]);
  return { ids: found.rows.map(({ id }) => toId<TicketId>(id)), total: counted.rows[0]?.total ?? 0 };
}

export async function loadIdsOfNotes(pool: Pool, conversationIds: readonly ConversationId[]): Promise<TicketId[]> {
  const sql = 'select id from ticket where notes_conversation_id = any($1::bigint[]) order by id';
  const { rows } = await run<{ id: string }>(pool, 'ticket_ids_of_notes', sql, [conversationIds]);
  return rows.map(({ id }) => toId<TicketId>(id));
}

export async function loadOffersOf(pool: Pool, agentId: UserId): Promise<{ ticketId: TicketId; expiresAt: number }[]> {
  const { rows } = await run<{ ticket_id: string; expires: number }>(
    pool,
    'ticket_offers_of',
    `select ticket_id, ${msNumberOf('expires_at')} as expires from offer where agent_id = $1 and ended_at is null order by expires_at, id`,
    [agentId],
  );
  return rows.map((row) => ({ ticketId: toId<TicketId>(row.ticket_id), expiresAt: row.expires }));
}

/** What waits in a department; who is offered keeps their place in it. Undefined: nothing. */
export const loadQueue = loadedTogether<DepartmentId, Placed[], Pool>(async (pool, ids) => {
  const { rows } = await run<{ department_id: string; id: string; enqueued: number; priority: number; vip: boolean }>(
    pool,
    'ticket_queue',
    `select t.department_id, t.id, ${msNumberOf('t.enqueued_at')} as enqueued, t.priority, coalesce(v.vip, false) as vip
     from ticket t left join visitor v on v.user_id = t.visitor_id
     where t.department_id = any($1::bigint[]) and t.state in (${code('WAITING')}, ${code('OFFERED')}) and t.enqueued_at is not null`,
    [ids],
  );
  const queues = Map.groupBy(rows, (row) => toId<DepartmentId>(row.department_id));
  const toPlaced = ({ id, enqueued, priority, vip }: (typeof rows)[number]) => ({
    id: toId<TicketId>(id),
    enqueuedAt: enqueued,
    priority,
    vip,
  });
  return new Map([...queues].map(([id, list]) => [id, list.map(toPlaced)]));
});

const RECENT = 50;

/** The last tickets of a department that were in hand, and the places of those who are there. */
export async function loadPace(pool: Pool, departmentId: DepartmentId, nowMs: number): Promise<Pace> {
  const { rows } = await run<{ recent: number[]; capacity: number; free: number }>(
    pool,
    'ticket_pace',
    `select array(select ${msNumberOf('(s.ended_at - s.started_at)')} from (
         select a.started_at, a.ended_at from assignment a
         where a.department_id = $1 and a.ended_at is not null order by a.id desc limit ${RECENT}) s) as recent,
       coalesce(sum(g.capacity), 0)::int as capacity, coalesce(sum(greatest(g.capacity - g.load, 0)), 0)::int as free
     from agent_department d join agent g on g.user_id = d.user_id
     where d.department_id = $1 and g.removed_at is null and g.state = ${codeOf(AGENT_STATES, 'ONLINE')} and g.lease_until > ${timeOf(2)}`,
    [departmentId, nowMs],
  );
  return rows[0] ?? { recent: [], capacity: 0, free: 0 };
}

export interface Rating {
  readonly visitorId: UserId;
  readonly score: number;
  readonly comment: string | null;
}

/** False: there is no such ticket of this visitor, or it is not over yet. */
export async function writeRating(pool: Pool, id: TicketId, { visitorId, score, comment }: Rating): Promise<boolean> {
  const { rowCount } = await run(
    pool,
    'ticket_rate',
    `update ticket set rating = $3, rating_comment = $4, rated_at = now()
     where id = $1 and visitor_id = $2 and state in (${code('RESOLVED')}, ${code('CLOSED')}) and merged_into is null`,
    [id, visitorId, score, comment],
  );
  return rowCount === 1;
}
