// Who writes in the talk of a ticket and in its notes (D6), and who is in them. Pure decisions on the locked state; of the desk
// whoever writes without being in comes in first, so that they hear what follows.
import { type Refusal, refuse } from '../protocol/errors.ts';
import type { UserId } from '../protocol/ids.ts';
import type { EventData } from '../protocol/wire.ts';
import { afterLeave, beforeJoin } from './fan-out.ts';
import type { ConversationState, Plan, PlannedEvent } from './state.ts';

export const isTalk = ({ kind }: Pick<ConversationState, 'kind'>): boolean => kind === 'SUPPORT' || kind === 'NOTES';

/**
 * To the visitor write, of the desk, the assigned agent and supervisors, into a merged ticket nobody; notes are written by all
 * of the desk who may read the ticket. Null: they may. Before the ticket stands its visitor alone is in.
 */
export function mayWriteTalk({ kind, talk, members }: ConversationState, actorId: UserId): Refusal | null {
  if (!talk) return members.has(actorId) ? null : refuse('NOT_FOUND');
  const standing = talk.standings.get(actorId);
  if (kind === 'NOTES') return standing && standing !== 'visitor' ? null : refuse('NOT_FOUND');
  if (standing === 'visitor') return null;
  if (!standing) return refuse(members.has(actorId) ? 'FORBIDDEN' : 'NOT_FOUND');
  return standing === 'agent' || talk.isMerged ? refuse('FORBIDDEN') : null;
}

/** The writer, and in notes whoever of the desk is named there, come in where they are not. */
export function joinsBefore(state: ConversationState, actorId: UserId, named: readonly UserId[]): PlannedEvent[] {
  const { talk, members, kind } = state;
  const called = kind === 'NOTES' ? named.filter((id) => (talk?.standings.get(id) ?? 'visitor') !== 'visitor') : [];
  return joining(
    state,
    [...new Set([actorId, ...called])].filter((id) => !members.has(id)),
    actorId,
  );
}

function joining(state: ConversationState, userIds: readonly UserId[], byId: UserId | null, more: EventData = {}): PlannedEvent[] {
  if (userIds.length === 0) return [];
  const join: PlannedEvent = { kind: 'join', senderId: byId, data: { userIds: [...userIds], byId, ...more } };
  return [...beforeJoin(state, state.memberCount + userIds.length), join];
}

/**
 * A talk has the visitor and the agent whose ticket it is, and nobody else; into the notes that agent comes, and the desk stays.
 * Of `asked`, whose standing was read with the command, those who have none any more go from both, and do not come.
 * `readSeq`: up to where a visitor has read who turned out to be the one of the ticket now; null: there was none.
 */
export function decideTalkMembers(state: ConversationState, asked: readonly UserId[], readSeq: number | null = null): Plan {
  const { talk, kind, members } = state;
  if (!talk) return { events: [] };
  const { visitorId, assigneeId } = talk;
  const strangers = new Set(asked.filter((id) => !talk.standings.has(id)));
  const agent = assigneeId === null || strangers.has(assigneeId) ? [] : [assigneeId];
  const wanted = kind === 'SUPPORT' ? [visitorId, ...agent] : agent;
  const gone = [...members.keys()].filter((id) => (kind === 'SUPPORT' ? !wanted.includes(id) : strangers.has(id)));
  const leaving = gone.flatMap((userId, index): PlannedEvent[] => [
    { kind: 'leave', senderId: null, data: { userId, byId: null } },
    ...afterLeave(state, state.memberCount - index - 1),
  ]);
  const coming = wanted.filter((id) => !members.has(id));
  const inherits = readSeq !== null && kind === 'SUPPORT' && coming.includes(visitorId);
  const others = inherits ? coming.filter((id) => id !== visitorId) : coming;
  const visitor = inherits ? joining(state, [visitorId], null, { readSeq: Math.min(readSeq, state.head) }) : [];
  return { events: [...leaving, ...visitor, ...joining(state, others, null)] };
}

/** The first words of a visitor make the talk, and `answer` follows; said again, or by another tab meanwhile, they stand in it like any other. */
export function decideFirstWords(
  state: ConversationState,
  visitorId: UserId,
  words: PlannedEvent,
  answer: PlannedEvent | null = null,
): Plan | Refusal {
  if (state.head === 0) return { events: [...joining(state, [visitorId], visitorId), words, ...(answer ? [answer] : [])] };
  return mayWriteTalk(state, visitorId) ?? { events: [words] };
}
