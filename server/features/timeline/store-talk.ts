// What the write transaction knows of tickets: what a writer is to the one whose talk or notes a conversation is, read behind the
// conversation's lock (D6: a change of the assignee holds it until it is committed), and the word to the desk that somebody spoke.
import type { ConversationState, Standing, TalkState } from '../../../core/conversation/state.ts';
import { DESK_ROLES, TICKET_STATES } from '../../../core/protocol/desk.ts';
import { type ConversationKind, codeOf } from '../../../core/protocol/events.ts';
import { type ConversationId, type TicketId, toId, type UserId } from '../../../core/protocol/ids.ts';
import type { ConversationWrite } from '../../../core/timeline/batch.ts';
import type { Command } from '../../../core/timeline/command.ts';
import { type Connection, type Row, run } from '../../platform/db.ts';

const SUPERVISOR = codeOf(DESK_ROLES, 'supervisor');
const [PENDING, SNOOZED, RESOLVED, CLOSED] = (['PENDING', 'SNOOZED', 'RESOLVED', 'CLOSED'] as const).map((state) =>
  codeOf(TICKET_STATES, state),
);

export interface TalkRow extends Row {
  conversation_id: string;
  user_id: string | null;
  visitor_id: string;
  assignee_id: string | null;
  is_merged: boolean;
  role: number | null;
  is_admin: boolean;
  answers: boolean;
}

/** Whoever administers the installation is a supervisor, whoever supervises answers everywhere (core/desk/ticket.ts says the same). */
function standingOf(row: TalkRow): Standing | null {
  if (row.user_id === row.visitor_id) return 'visitor';
  const supervises = row.is_admin || (row.role ?? 0) >= SUPERVISOR;
  if (row.role !== null && row.user_id === row.assignee_id) return 'assigned';
  if (supervises) return 'supervisor';
  return row.role !== null && row.answers ? 'agent' : null;
}

/** A ticket's talk or its notes. */
export const isOfTicket = (kind: ConversationKind | undefined): boolean => kind === 'SUPPORT' || kind === 'NOTES';

/** Of commands of such conversations, what `fillTalks` takes; without a statement where there is none. */
export async function loadTalks(on: Connection, asked: readonly Command[]): Promise<TalkRow[]> {
  if (asked.length === 0) return [];
  const pairs = asked.flatMap(({ conversationId, actorId, people }) =>
    [actorId, ...(people ?? [])].map((userId) => ({ conversationId, userId })),
  );
  const { rows } = await run<TalkRow>(
    on,
    'timeline_talks',
    `select v.c as conversation_id, v.u as user_id, t.visitor_id, t.assignee_id, t.merged_into is not null as is_merged, a.role,
       coalesce(u.power > 0, false) as is_admin, d.user_id is not null as answers
     from unnest($1::bigint[], $2::bigint[]) v(c, u)
     cross join lateral (select visitor_id, assignee_id, merged_into, department_id from ticket where conversation_id = v.c
       union all select visitor_id, assignee_id, merged_into, department_id from ticket where notes_conversation_id = v.c limit 1) t
     left join agent a on a.user_id = v.u and a.removed_at is null left join users u on u.id = v.u
     left join agent_department d on d.user_id = v.u and d.department_id = t.department_id`,
    [pairs.map((pair) => pair.conversationId), pairs.map((pair) => pair.userId)],
  );
  return rows;
}

/** Into the states that were locked before they were read. */
export function fillTalks(states: ReadonlyMap<ConversationId, ConversationState>, rows: readonly TalkRow[]): void {
  for (const [id, list] of Map.groupBy(rows, (row) => toId<ConversationId>(row.conversation_id))) {
    const state = states.get(id);
    if (state && list[0]) state.talk = toTalk(list[0], list, state.kind);
  }
}

/** In the notes the visitor is a stranger, to whom they do not exist (D7). */
function toTalk(row: TalkRow, rows: readonly TalkRow[], kind: ConversationState['kind']): TalkState {
  const standings = rows.flatMap((one) => {
    const standing = standingOf(one);
    const hasNone = standing === null || (kind === 'NOTES' && standing === 'visitor');
    return one.user_id !== null && !hasNone ? [[toId<UserId>(one.user_id), standing] as const] : [];
  });
  return {
    visitorId: toId<UserId>(row.visitor_id),
    assigneeId: row.assignee_id === null ? null : toId<UserId>(row.assignee_id),
    isMerged: row.is_merged,
    standings: new Map(standings),
  };
}

/** Who spoke in the talks of this batch: the visitor, or somebody of the desk. */
function spoken(writes: readonly ConversationWrite[]): { id: ConversationId; visitor: boolean; deskId: UserId | null }[] {
  return writes.flatMap(({ state, events }) => {
    if (state.kind !== 'SUPPORT' || !state.talk) return [];
    const { visitorId } = state.talk;
    const senders = events.flatMap(({ kind, senderId }) => (kind === 'message' && senderId !== null ? [senderId] : []));
    const visitor = senders.includes(visitorId);
    const deskId = senders.find((id) => id !== visitorId) ?? null;
    return visitor || deskId !== null ? [{ id: state.id, visitor, deskId }] : [];
  });
}

/**
 * A row for each ticket that has to hear of it: the visitor spoke while nobody is at it, or the desk spoke first. It is in the
 * transaction of the message, so that no crash loses it. Fills `woken`.
 */
export async function wakeTickets(on: Connection, writes: readonly ConversationWrite[], woken: TicketId[]): Promise<void> {
  const talks = spoken(writes);
  if (talks.length === 0) return;
  const { rows } = await run<{ ticket_id: string }>(
    on,
    'timeline_wake',
    `insert into desk_wake as w (ticket_id, visitor, answered_by)
     select t.id, v.visitor and t.state in (${PENDING}, ${SNOOZED}, ${RESOLVED}, ${CLOSED}), case when t.answered_at is null then v.desk end
     from unnest($1::bigint[], $2::boolean[], $3::bigint[]) v(c, visitor, desk) join ticket t on t.conversation_id = v.c
     where (v.visitor and t.state in (${PENDING}, ${SNOOZED}, ${RESOLVED}, ${CLOSED})) or (v.desk is not null and t.answered_at is null)
     order by t.id
     on conflict (ticket_id) do update set visitor = w.visitor or excluded.visitor, answered_by = coalesce(w.answered_by, excluded.answered_by),
       times = w.times + 1
     returning ticket_id`,
    [talks.map((talk) => talk.id), talks.map((talk) => talk.visitor), talks.map((talk) => talk.deskId)],
  );
  woken.push(...rows.map((row) => toId<TicketId>(row.ticket_id)));
}
