// May this be said, changed, taken back or reacted to? Pure decisions on the locked state; who is no member hears NOT_FOUND.
import { type Refusal, refuse } from '../protocol/errors.ts';
import type { ClientId, UserId } from '../protocol/ids.ts';
import { LIMITS } from '../protocol/limits.ts';
import { textFault } from '../protocol/text.ts';
import { isTalk, joinsBefore, mayWriteTalk } from './decide-talk.ts';
import { type ConversationState, joinersOf, type Plan, type PlannedEvent, reactionKey, type TargetState } from './state.ts';

export interface SendDraft {
  readonly clientId: ClientId;
  readonly text: string | null;
  readonly attachmentIds: readonly string[];
  readonly replyToSeq: number | null;
  readonly mentionUserIds: readonly UserId[];
  readonly mentionAll: boolean;
  readonly readSeq: number | null;
}

const NOTHING: Plan = { events: [] };

/** In a channel owners and admins post, unless its settings let everybody. */
function mayPost({ kind, settings, members }: ConversationState, actorId: UserId): Refusal | null {
  const member = members.get(actorId);
  if (!member) return refuse('NOT_FOUND');
  return kind !== 'CHANNEL' || member.role !== 'MEMBER' || settings.posting === 'all' ? null : refuse('FORBIDDEN');
}

/** Null: whoever it is may write here. Who is no member hears NOT_FOUND. */
export function decidePost(state: ConversationState, actorId: UserId): Refusal | null {
  return isTalk(state) ? mayWriteTalk(state, actorId) : mayPost(state, actorId);
}

/** A message of a member. Mentions of people who are not in are dropped; the marker moves to `readSeq` only. */
export function decideSend(state: ConversationState, actorId: UserId, draft: SendDraft): Plan | Refusal {
  const refusal = decidePost(state, actorId);
  if (refusal) return refusal;
  const fault = textFault(draft.text ?? '');
  if (fault) return refuse('BAD_INPUT', { field: 'text', reason: fault });
  if (draft.attachmentIds.length > 0) return refuse('BAD_INPUT', { field: 'attachmentIds', reason: 'no_such_attachment' });
  if (draft.replyToSeq !== null && !readableMessage(state, actorId, draft.replyToSeq)) {
    return refuse('BAD_INPUT', { field: 'replyToSeq', reason: 'no_such_message' });
  }
  const joins = isTalk(state) ? joinsBefore(state, actorId, draft.mentionUserIds) : [];
  const comers = new Set(joins.flatMap(joinersOf));
  const mentions = [...new Set(draft.mentionUserIds)].filter((id) => state.members.has(id) || comers.has(id));
  const data = mentions.length > 0 || draft.mentionAll ? { mentions, mentionsAll: draft.mentionAll } : null;
  return {
    events: [
      ...joins,
      { kind: 'message', senderId: actorId, clientId: draft.clientId, text: draft.text, data, replyToSeq: draft.replyToSeq },
    ],
    ...(draft.readSeq === null ? {} : { markers: [{ userId: actorId, readSeq: Math.min(draft.readSeq, state.head) }] }),
  };
}

/** Of the desk whoever does something to a message without being in comes in first, and reads the answer. */
const comesIn = (state: ConversationState, actorId: UserId): PlannedEvent[] => (isTalk(state) ? joinsBefore(state, actorId, []) : []);

/** The author edits within 24 hours; the same text again appends nothing. */
export function decideEdit(state: ConversationState, actorId: UserId, seq: number, text: string, now: number): Plan | Refusal {
  const target = ownMessage(state, actorId, seq);
  if ('refused' in target) return target;
  if (target.recalledAt !== null) return refuse('TOO_LATE');
  if (target.text === text) return NOTHING;
  if (now - target.createdAt > LIMITS.editMs) return refuse('TOO_LATE');
  return { events: [...comesIn(state, actorId), { kind: 'edit', senderId: actorId, targetSeq: seq, text }] };
}

/** The author takes it back within 2 minutes; again: nothing. */
export function decideRecall(state: ConversationState, actorId: UserId, seq: number, now: number): Plan | Refusal {
  const target = ownMessage(state, actorId, seq);
  if ('refused' in target) return target;
  if (target.recalledAt !== null) return NOTHING;
  if (now - target.createdAt > LIMITS.recallMs) return refuse('TOO_LATE');
  return { events: [...comesIn(state, actorId), { kind: 'recall', senderId: actorId, targetSeq: seq }] };
}

const EMOJI = /^(?:\p{RGI_Emoji}|\p{Extended_Pictographic}\u{FE0F}?|\p{Emoji_Presentation})$/v;

/** Any member reacts to a message they can read; the same again appends nothing. */
export function decideReact(state: ConversationState, actorId: UserId, seq: number, emoji: string, on: boolean): Plan | Refusal {
  const target = readableMessage(state, actorId, seq);
  if (!target) return refuse('NOT_FOUND');
  if (!EMOJI.test(emoji)) return refuse('BAD_INPUT', { field: 'emoji', reason: 'not_emoji' });
  if (state.reactions.has(reactionKey(seq, actorId, emoji)) === on) return NOTHING;
  if (on && target.recalledAt !== null) return refuse('TOO_LATE');
  const kinds = state.emoji.get(seq);
  if (on && kinds && !kinds.has(emoji) && kinds.size >= LIMITS.emojiPerMessage) {
    return refuse('BAD_INPUT', { field: 'emoji', reason: 'too_many_emoji' });
  }
  return { events: [...comesIn(state, actorId), { kind: 'reaction', senderId: actorId, targetSeq: seq, data: { emoji, on } }] };
}

function readableMessage(state: ConversationState, actorId: UserId, seq: number): TargetState | null {
  const member = state.members.get(actorId);
  const target = state.targets.get(seq);
  const reads = isTalk(state) ? mayWriteTalk(state, actorId) === null : member && seq >= member.fromSeq;
  return reads && target?.kind === 'message' ? target : null;
}

/** In a talk whoever may not write there any more changes nothing either (D6). */
function ownMessage(state: ConversationState, actorId: UserId, seq: number): TargetState | Refusal {
  const refusal = isTalk(state) ? mayWriteTalk(state, actorId) : null;
  if (refusal) return refusal;
  const target = readableMessage(state, actorId, seq);
  if (!target) return refuse('NOT_FOUND');
  return target.senderId === actorId ? target : refuse('FORBIDDEN');
}
