// The rows of talks: those whose people are not right yet, what was said that a ticket has to hear of.
import { EVENTS } from '../../../core/protocol/events.ts';
import { type ConversationId, type TicketId, toId, type UserId } from '../../../core/protocol/ids.ts';
import { type Connection, type Pool, run, runQuick } from '../../platform/db.ts';
import { loadedTogether } from '../../platform/gathered.ts';
import { msNumberOf, timeOf } from '../../platform/sql-time.ts';

export interface Talk {
  readonly ticketId: TicketId;
  readonly number: number;
  readonly conversationId: ConversationId;
  readonly notesConversationId: ConversationId;
  readonly mergedIntoId: TicketId | null;
  /** Of its row: another after each change, the ones that are no deed too. */
  readonly stamp: string;
}

const talkOf = loadedTogether<TicketId, Talk>(async (on, ids) => {
  const { rows } = await runQuick<{
    id: string;
    number: string;
    conversation_id: string;
    notes_conversation_id: string;
    merged_into: string | null;
    stamp: string;
  }>(
    on,
    'ticket_talk',
    `select id, number, conversation_id, notes_conversation_id, merged_into, xmin::text as stamp from ticket where id = any($1::bigint[])`,
    [ids],
  );
  return new Map(
    rows.map((row) => [
      toId<TicketId>(row.id),
      {
        ticketId: toId<TicketId>(row.id),
        number: Number(row.number),
        conversationId: toId<ConversationId>(row.conversation_id),
        notesConversationId: toId<ConversationId>(row.notes_conversation_id),
        mergedIntoId: row.merged_into === null ? null : toId<TicketId>(row.merged_into),
        stamp: row.stamp,
      },
    ]),
  );
});

export async function loadTalk(on: Pool | Connection, id: TicketId): Promise<Talk | null> {
  return (await talkOf(on, id)) ?? null;
}

export interface OwedNote {
  readonly version: number;
  readonly byId: UserId;
  readonly text: string;
}

const notesOf = loadedTogether<TicketId, OwedNote[], Pool>(async (pool, ids) => {
  const { rows } = await runQuick<{ ticket_id: string; version: string; actor_id: string; note: string }>(
    pool,
    'ticket_notes',
    `select n.* from unnest($1::bigint[]) as x(id) cross join lateral (
       select ticket_id, version, actor_id, data ->> 'note' as note from ticket_event
       where ticket_id = x.id and data ? 'note' and actor_id is not null order by version desc limit 5) n order by n.version`,
    [ids],
  );
  const notes = Map.groupBy(rows, (row) => toId<TicketId>(row.ticket_id));
  const toNote = (row: (typeof rows)[number]) => ({ version: Number(row.version), byId: toId<UserId>(row.actor_id), text: row.note });
  return new Map([...notes].map(([id, list]) => [id, list.map(toNote)]));
});

/** What was written to whoever gets a ticket next, the last ones. */
export async function loadNotes(pool: Pool, id: TicketId): Promise<OwedNote[]> {
  return (await notesOf(pool, id)) ?? [];
}

export async function loadTalksDue(pool: Pool, limit: number): Promise<TicketId[]> {
  const { rows } = await run<{ id: string }>(pool, 'ticket_talks_due', 'select id from ticket where talk_due order by id limit $1', [
    limit,
  ]);
  return rows.map(({ id }) => toId<TicketId>(id));
}

export interface TalkPeople {
  /** Who is in the talk or in the notes, and whose ticket it is. */
  readonly people: readonly UserId[];
  /** Up to where a visitor has read, or spoken, who is in the talk and turned out to be the one of the ticket; null: there is none. */
  readonly readSeq: number | null;
}

const peopleOf = loadedTogether<TicketId, TalkPeople, Pool>(async (pool, ids) => {
  const { rows } = await runQuick<{ id: string; people: string[]; read_seq: string | null }>(
    pool,
    'ticket_talk_people',
    `select t.id, array(select m.user_id from member m where m.conversation_id in (t.conversation_id, t.notes_conversation_id)
         union select t.assignee_id where t.assignee_id is not null) as people,
       (select max(greatest(m.read_seq, (select max(e.seq) from event e where e.conversation_id = m.conversation_id and e.sender_id = m.user_id
            and e.kind = ${EVENTS.message.code}))) from member m join visitor v on v.user_id = m.user_id
         where m.conversation_id = t.conversation_id and v.merged_into = t.visitor_id) as read_seq
     from ticket t where t.id = any($1::bigint[])`,
    [ids],
  );
  return new Map(
    rows.map(({ id, people, read_seq: seq }) => [
      toId<TicketId>(id),
      { people: people.map((one) => toId<UserId>(one)), readSeq: seq === null ? null : Number(seq) },
    ]),
  );
});

export async function loadPeople(pool: Pool, id: TicketId): Promise<TalkPeople> {
  return (await peopleOf(pool, id)) ?? { people: [], readSeq: null };
}

const talksSettled = loadedTogether<Talk, true, Pool>(async (pool, talks) => {
  await run(
    pool,
    'ticket_talk_settled',
    `with due as (select t.id from unnest($1::bigint[], $2::text[]) as x(id, stamp) join ticket t on t.id = x.id
       where t.talk_due and t.xmin::text = x.stamp order by t.id for no key update of t)
     update ticket t set talk_due = false from due where t.id = due.id`,
    [talks.map(({ ticketId }) => ticketId), talks.map(({ stamp }) => stamp)],
  );
  return new Map();
});

/** Where the ticket, or what is owed of it, has changed since, its talk stays due. */
export async function settled(pool: Pool, talk: Talk): Promise<void> {
  await talksSettled(pool, talk);
}

export interface Wake {
  readonly ticketId: TicketId;
  /** The visitor has said something. */
  readonly visitor: boolean;
  /** Who of the desk answered. */
  readonly answeredBy: UserId | null;
  readonly times: number;
  /** ms since 1970. */
  readonly at: number;
}

export async function loadWakes(pool: Pool, only: readonly TicketId[] | null, limit: number): Promise<Wake[]> {
  const { rows } = await run<{ ticket_id: string; visitor: boolean; answered_by: string | null; times: string; at: number }>(
    pool,
    only ? 'ticket_wakes_of' : 'ticket_wakes',
    `select ticket_id, visitor, answered_by, times, ${msNumberOf('created_at')} as at from desk_wake
     ${only ? 'where ticket_id = any($2::bigint[])' : ''} order by created_at, ticket_id limit $1`,
    only ? [limit, only] : [limit],
  );
  return rows.map((row) => ({
    ticketId: toId<TicketId>(row.ticket_id),
    visitor: row.visitor,
    answeredBy: row.answered_by === null ? null : toId<UserId>(row.answered_by),
    times: Number(row.times),
    at: row.at,
  }));
}

/** Where somebody has spoken again meanwhile, the row stays. */
export async function dropWake(pool: Pool, { ticketId, times, at }: Wake): Promise<void> {
  const sql = `delete from desk_wake where ticket_id = $1 and times = $2 and created_at = ${timeOf(3)}`;
  await run(pool, 'ticket_wake_drop', sql, [ticketId, times, at]);
}

/** Whether somebody who is not in may read the talk or the notes of a ticket: its department's agents, and supervisors. */
export async function mayWatch(pool: Pool, userId: UserId, conversationId: ConversationId): Promise<boolean> {
  const { rows } = await run(
    pool,
    'ticket_may_watch',
    `select 1 from (select department_id, assignee_id from ticket where conversation_id = $2
       union all select department_id, assignee_id from ticket where notes_conversation_id = $2) t
     join users u on u.id = $1 left join agent a on a.user_id = u.id and a.removed_at is null
     where u.power > 0 or a.role > 1 or (a.user_id is not null and (t.assignee_id = $1
       or exists (select from agent_department d where d.user_id = $1 and d.department_id = t.department_id)))`,
    [userId, conversationId],
  );
  return rows.length > 0;
}
