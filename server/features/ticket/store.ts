// The rows of tickets as the machine sees them. Locks, each ascending: departments, agents, the ticket.
import type { Description } from '../../../core/desk/description.ts';
import type { Ticket } from '../../../core/desk/ticket.ts';
import { OFFER_ENDS, TICKET_STATES, type TicketState } from '../../../core/protocol/desk.ts';
import { type WantedSkill, wantedSkills } from '../../../core/protocol/desk-skills.ts';
import { codeOf, nameOf } from '../../../core/protocol/events.ts';
import { type ConversationId, type DepartmentId, sortedIds, type TicketId, toId, type UserId } from '../../../core/protocol/ids.ts';
import { type Connection, type Pool, type Row, run } from '../../platform/db.ts';
import { sentTogether } from '../../platform/sent-together.ts';
import { msNumberOf, timeOf } from '../../platform/sql-time.ts';
import type { LockedQueue, NewTicket } from './types.ts';

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
where t.id = $1`;

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

export async function loadTicket(on: Pool | Connection, id: TicketId): Promise<Ticket | null> {
  const { rows } = await run<TicketRow>(on, 'ticket_load', SELECT, [id]);
  return rows[0] ? toTicket(rows[0]) : null;
}

/** The lock is a statement of its own: the next one sees what its holder committed. */
export async function lockTicket(on: Connection, id: TicketId): Promise<Ticket | null> {
  const lock = run(on, 'ticket_lock', 'select 1 from ticket where id = $1 for update', [id]);
  const [, ticket] = await sentTogether([lock, loadTicket(on, id)]);
  return ticket;
}

/** Those of them that there are; what is archived takes no new tickets, and goes on with those it has. */
export async function lockQueues(on: Connection, ids: readonly DepartmentId[]): Promise<Map<DepartmentId, LockedQueue>> {
  const { rows } = await run<{ id: string; archived: boolean; skills: unknown }>(
    on,
    'ticket_lock_queues',
    `select id, archived_at is not null as archived, settings -> 'skills' as skills from department where id = any($1::bigint[]) order by id for update`,
    [sortedIds(ids)],
  );
  return new Map(
    rows.map(({ id, archived, skills }) => [
      toId<DepartmentId>(id),
      { isArchived: archived, skills: skills === null ? [] : wantedSkills.parse(skills) },
    ]),
  );
}

export async function lockAgents(on: Connection, ids: readonly UserId[]): Promise<void> {
  const sql = 'select 1 from agent where user_id = any($1::bigint[]) order by user_id for update';
  await run(on, 'ticket_lock_agents', sql, [sortedIds(ids)]);
}

/** Whether somebody may be given tickets of this department; their row is locked. */
export async function answersIn(on: Connection, agentId: UserId, departmentId: DepartmentId): Promise<boolean> {
  const { rows } = await run(
    on,
    'ticket_answers_in',
    `select 1 from agent a join agent_department d on d.user_id = a.user_id where a.user_id = $1 and d.department_id = $2 and a.removed_at is null`,
    [agentId, departmentId],
  );
  return rows.length > 0;
}

/** Of an agent whose row is locked. */
export async function hasRoom(on: Connection, agentId: UserId): Promise<boolean> {
  const { rows } = await run(on, 'ticket_has_room', 'select 1 from agent where user_id = $1 and load < capacity', [agentId]);
  return rows.length > 0;
}

/** The visitor's open ticket in this department; the queue is locked, so none comes meanwhile. */
export async function findOpen(on: Connection, visitorId: UserId, departmentId: DepartmentId): Promise<TicketId | null> {
  const { rows } = await run<{ id: string }>(
    on,
    'ticket_open_of',
    `select id from ticket where visitor_id = $1 and department_id = $2 and ${IS_OPEN}`,
    [visitorId, departmentId],
  );
  return rows[0] ? toId<TicketId>(rows[0].id) : null;
}

/** The ticket whose talk this is; at most one, for good. */
export async function findByTalk(on: Connection, conversationId: ConversationId): Promise<TicketId | null> {
  const { rows } = await run<{ id: string }>(on, 'ticket_by_talk', 'select id from ticket where conversation_id = $1', [conversationId]);
  return rows[0] ? toId<TicketId>(rows[0].id) : null;
}

/** Whom a visitor turned out to be, as far as is committed; until the end of the transaction they are nobody else. */
export async function survivingVisitor(on: Connection, id: UserId): Promise<UserId> {
  const { rows } = await run<{ merged_into: string | null }>(
    on,
    'ticket_visitor',
    'select merged_into from visitor where user_id = $1 for share',
    [id],
  );
  return rows[0]?.merged_into ? toId<UserId>(rows[0].merged_into) : id;
}

export async function insertTicket(on: Connection, ticket: Ticket, number: number, more: NewTicket): Promise<void> {
  await run(
    on,
    'ticket_insert',
    `insert into ticket (id, number, department_id, visitor_id, conversation_id, notes_conversation_id, state, enqueued_at, arrived_at, created_at, version, fields, talk_due, skills)
     values ($1, $2, $3, $4, $5, $6, $7, ${timeOf(8)}, ${timeOf(8)}, ${timeOf(8)}, $9, $10, $11, $12)`,
    [
      ticket.id,
      number,
      ticket.departmentId,
      ticket.visitorId,
      more.conversationId,
      more.notesConversationId,
      codeOf(TICKET_STATES, ticket.state),
      ticket.createdAt,
      ticket.version,
      JSON.stringify(more.fields ?? {}),
      ticket.visitorId !== more.visitorId,
      JSON.stringify(ticket.description.skills),
    ],
  );
}

/**
 * `before`: a ticket that comes into a queue, another or again, has arrived there now. `due`: where its state changes.
 */
export async function updateTicket(on: Connection, before: Ticket, next: Ticket, due: number | null, nowMs: number): Promise<void> {
  const arrives = next.departmentId !== before.departmentId || (next.place !== null && next.place !== before.place);
  const ended = next.state === 'RESOLVED' || next.state === 'CLOSED';
  await run(
    on,
    'ticket_update',
    `update ticket set department_id = $2, state = $3::smallint, assignee_id = $4, enqueued_at = ${timeOf(5)}, snoozed_until = ${timeOf(6)},
       answered_at = ${timeOf(7)}, talk_due = talk_due or department_id <> $2 or assignee_id is distinct from $4 or visitor_id <> $16, unanswered = $8::smallint, merged_into = $9, version = $10,
       due_at = case when $14::boolean then ${timeOf(15)} else due_at end,
       arrived_at = case when $11::boolean then ${timeOf(12)} else arrived_at end, supervisors_told = supervisors_told and $8::smallint > 0,
       resolved_at = case when not $13::boolean then null when ${IS_OPEN} then ${timeOf(12)} else resolved_at end,
       closed_at = case when $3::smallint = ${code('CLOSED')} then coalesce(closed_at, ${timeOf(12)}) end, visitor_id = $16
     where id = $1`,
    [
      next.id,
      next.departmentId,
      codeOf(TICKET_STATES, next.state),
      next.assigneeId,
      next.place,
      next.snoozedUntil,
      next.answeredAt,
      next.unanswered,
      next.mergedIntoId,
      next.version,
      arrives,
      nowMs,
      ended,
      next.state !== before.state || next.snoozedUntil !== before.snoozedUntil,
      due,
      next.visitorId,
    ],
  );
}

export async function updateDescription(on: Connection, id: TicketId, { priority, subject, tags, skills, skillsByHand }: Description) {
  await run(
    on,
    'ticket_describe',
    'update ticket set priority = $2, subject = $3, tags = $4, skills = $5, skills_by_hand = $6 where id = $1',
    [id, priority, subject, tags, JSON.stringify(skills), skillsByHand],
  );
}

/** What people call it by. */
export async function loadNumber(on: Connection, id: TicketId): Promise<number> {
  const { rows } = await run<{ number: string }>(on, 'ticket_number', 'select number from ticket where id = $1', [id]);
  return Number(rows[0]?.number);
}
