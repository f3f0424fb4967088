// The rows of tickets as the machine sees them.
import type { Description } from '../../../core/desk/description.ts';
import type { Ticket } from '../../../core/desk/ticket.ts';
import { OFFER_ENDS, TICKET_STATES, type TicketState } from '../../../core/protocol/desk.ts';
import type { WantedSkill } from '../../../core/protocol/desk-skills.ts';
import { codeOf, nameOf } from '../../../core/protocol/events.ts';
import { type ConversationId, type DepartmentId, sortedIds, type TicketId, toId, type UserId } from '../../../core/protocol/ids.ts';
import { type Connection, type Pool, type Row, run, runQuick } from '../../platform/db.ts';
import { loadedTogether } from '../../platform/gathered.ts';
import { sentTogether } from '../../platform/sent-together.ts';
import { msNumberOf } from '../../platform/sql-time.ts';
import { lockTicketsInStep } from './store-lock.ts';

const code = (state: TicketState) => codeOf(TICKET_STATES, state);
/** As the partial index of open tickets has it. */
const IS_OPEN = `state between ${code('WAITING')} and ${code('SNOOZED')}`;

interface TicketRow extends Row {
  id: string;
  visitor_id: string;
  department_id: string;
  state: number;
  assignee_id: string | null;
  place: number | null;
  snoozed_until: number | null;
  answered_at: number | null;
  unanswered: number;
  merged_into: string | null;
  created_at: number;
  version: string;
  offered_to: string | null;
  expires_at: number | null;
  last_offered_to: string | null;
  last_outcome: number | null;
  priority: number;
  subject: string | null;
  tags: string[];
  skills: readonly WantedSkill[];
  skills_by_hand: boolean;
}

const SELECT = `
select t.id, t.visitor_id, t.department_id, t.state, t.assignee_id, ${msNumberOf('t.enqueued_at')} as place, ${msNumberOf('t.snoozed_until')} as snoozed_until,
  ${msNumberOf('t.answered_at')} as answered_at, t.unanswered, t.merged_into, ${msNumberOf('t.created_at')} as created_at, t.version,
  o.agent_id as offered_to, ${msNumberOf('o.expires_at')} as expires_at, l.agent_id as last_offered_to, l.outcome as last_outcome,
  t.priority, t.subject, t.tags, t.skills, t.skills_by_hand
from ticket t
left join offer o on o.ticket_id = t.id and o.ended_at is null
left join lateral (select agent_id, outcome from offer where ticket_id = t.id and ended_at is not null order by id desc limit 1) l on true
where t.id = any($1::bigint[])`;

const orNull = <T>(value: T | null, map: (value: T) => UserId) => (value === null ? null : map(value));
const user = (id: string) => toId<UserId>(id);

function toTicket(row: TicketRow): Ticket {
  return {
    id: toId<TicketId>(row.id),
    visitorId: user(row.visitor_id),
    departmentId: toId<DepartmentId>(row.department_id),
    state: nameOf(TICKET_STATES, row.state),
    assigneeId: orNull(row.assignee_id, user),
    offer: row.offered_to === null ? null : { agentId: user(row.offered_to), expiresAt: row.expires_at ?? 0 },
    lastOffer: row.last_offered_to === null ? null : { agentId: user(row.last_offered_to), end: nameOf(OFFER_ENDS, row.last_outcome ?? 0) },
    place: row.place,
    snoozedUntil: row.snoozed_until,
    answeredAt: row.answered_at,
    unanswered: row.unanswered,
    mergedIntoId: row.merged_into === null ? null : toId<TicketId>(row.merged_into),
    description: toDescription(row),
    createdAt: row.created_at,
    version: Number(row.version),
  };
}

function toDescription({ priority, subject, tags, skills, skills_by_hand: skillsByHand }: TicketRow): Description {
  return { priority, subject, tags, skills: skills.map(({ skill, level, required }) => ({ skill, level, required })), skillsByHand };
}

const ticketOf = loadedTogether<TicketId, Ticket>(async (on, ids) => {
  const { rows } = await runQuick<TicketRow>(on, 'ticket_load', SELECT, [ids]);
  return new Map(rows.map((row) => [toId<TicketId>(row.id), toTicket(row)]));
});

export async function loadTicket(on: Pool | Connection, id: TicketId): Promise<Ticket | null> {
  return (await ticketOf(on, id)) ?? null;
}

export async function lockTicket(on: Connection, id: TicketId): Promise<Ticket | null> {
  const [, ticket] = await sentTogether([lockTicketsInStep(on, id), loadTicket(on, id)]);
  return ticket;
}

const openOf = loadedTogether<string, TicketId>(async (on, keys) => {
  const pairs = keys.map((key) => key.split(' '));
  const { rows } = await runQuick<{ visitor_id: string; department_id: string; id: string }>(
    on,
    'ticket_open_of',
    `select t.visitor_id, t.department_id, t.id from unnest($1::bigint[], $2::bigint[]) as x(visitor_id, department_id)
     join ticket t on t.visitor_id = x.visitor_id and t.department_id = x.department_id and t.${IS_OPEN}`,
    [pairs.map(([visitorId]) => visitorId), pairs.map(([, departmentId]) => departmentId)],
  );
  return new Map(rows.map((row) => [`${row.visitor_id} ${row.department_id}`, toId<TicketId>(row.id)]));
});

/** The visitor's open ticket in this department; where the queue is locked none comes meanwhile. */
export async function findOpen(on: Pool | Connection, visitorId: UserId, departmentId: DepartmentId): Promise<TicketId | null> {
  return (await openOf(on, `${visitorId} ${departmentId}`)) ?? null;
}

/** The ticket whose talk this is; at most one, for good. */
export const findByTalk = loadedTogether<ConversationId, TicketId, Connection>(async (on, ids) => {
  const sql = 'select conversation_id, id from ticket where conversation_id = any($1::bigint[])';
  const { rows } = await run<{ conversation_id: string; id: string }>(on, 'ticket_by_talk', sql, [ids]);
  return new Map(rows.map((row) => [toId<ConversationId>(row.conversation_id), toId<TicketId>(row.id)]));
});

const survivorsOf = loadedTogether<UserId, UserId, Connection>(async (on, ids) => {
  const { rows } = await run<{ user_id: string; merged_into: string | null }>(
    on,
    'ticket_visitor',
    'select user_id, merged_into from visitor where user_id = any($1::bigint[]) order by user_id for share',
    [sortedIds(ids)],
  );
  return new Map(
    rows.flatMap((row) => (row.merged_into === null ? [] : [[toId<UserId>(row.user_id), toId<UserId>(row.merged_into)] as const])),
  );
});

/** Whom a visitor turned out to be, as far as is committed; until the end of the transaction they are nobody else. */
export async function survivingVisitor(on: Connection, id: UserId): Promise<UserId> {
  return (await survivorsOf(on, id)) ?? id;
}

/** What people call it by. */
export async function loadNumber(on: Connection, id: TicketId): Promise<number> {
  const { rows } = await run<{ number: string }>(on, 'ticket_number', 'select number from ticket where id = $1', [id]);
  return Number(rows[0]?.number);
}
