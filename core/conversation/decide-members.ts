// Who comes, goes, leads and names. Pure decisions on the locked state; who is no member hears NOT_FOUND. The people of a
// conversation of two are fixed, those of a ticket's talk and notes are the ticket's to say (decide-talk.ts).

import { type Refusal, refuse } from '../protocol/errors.ts';
import type { Role } from '../protocol/events.ts';
import { compareIds, type UserId } from '../protocol/ids.ts';
import { LIMITS } from '../protocol/limits.ts';
import { isTalk } from './decide-talk.ts';
import { afterLeave, beforeJoin } from './fan-out.ts';
import type { MemberState } from './members.ts';
import type { ConversationState, Plan, PlannedEvent } from './state.ts';

const NOTHING: Plan = { events: [] };

const isFixed = (state: ConversationState): boolean => state.kind === 'DIRECT' || isTalk(state);

/** The first event of a log: its founders come in. */
export function decideFound(founderIds: readonly UserId[], byId: UserId | null, at?: number): Plan | Refusal {
  if (founderIds.length > LIMITS.groupMembers) return tooMany();
  return { events: [{ kind: 'join', senderId: byId, data: { userIds: [...founderIds], byId }, ...(at === undefined ? {} : { at }) }] };
}

/** Owners and admins add; those already in are passed over, the others come in by one event. `byId` null: the system (an import). */
export function decideAdd(state: ConversationState, byId: UserId | null, userIds: readonly UserId[], at?: number): Plan | Refusal {
  if (byId !== null) {
    const refusal = mayManage(state, byId);
    if (refusal) return refusal;
  }
  const fresh = [...new Set(userIds)].filter((id) => !state.members.has(id));
  if (fresh.length === 0) return NOTHING;
  const members = state.memberCount + fresh.length;
  if (members > LIMITS.groupMembers) return tooMany();
  const join: PlannedEvent = { kind: 'join', senderId: byId, data: { userIds: fresh, byId }, ...(at === undefined ? {} : { at }) };
  return { events: [...beforeJoin(state, members, at), join] };
}

/** Owners remove anybody, admins whom they outrank; who is not in is passed over. */
export function decideRemove(state: ConversationState, byId: UserId, userId: UserId): Plan | Refusal {
  const refusal = mayManage(state, byId);
  if (refusal) return refusal;
  if (byId === userId) return decideLeave(state, byId);
  const member = state.members.get(userId);
  if (!member) return NOTHING;
  if (state.members.get(byId)?.role === 'ADMIN' && member.role !== 'MEMBER') return refuse('FORBIDDEN');
  return { events: leaving(state, userId, byId) };
}

function leaving(state: ConversationState, userId: UserId, byId: UserId): PlannedEvent[] {
  return [{ kind: 'leave', senderId: byId, data: { userId, byId } }, ...afterLeave(state, state.memberCount - 1)];
}

/** Anybody leaves, but not a direct conversation or a ticket's. The last owner's role goes to the oldest admin, else member. */
export function decideLeave(state: ConversationState, userId: UserId): Plan | Refusal {
  const member = state.members.get(userId);
  if (!member) return refuse('NOT_FOUND');
  if (isFixed(state)) return refuse('FORBIDDEN');
  const heir = member.role === 'OWNER' ? heirOf(state, userId) : null;
  const events: PlannedEvent[] = heir ? [{ kind: 'role', senderId: userId, data: { userId: heir.userId, role: 'OWNER' } }] : [];
  return { events: [...events, ...leaving(state, userId, userId)] };
}

/** Owners give and take roles; the last owner cannot step down without an heir. */
export function decideRole(state: ConversationState, byId: UserId, userId: UserId, role: Role): Plan | Refusal {
  const by = state.members.get(byId);
  if (!by) return refuse('NOT_FOUND');
  if (isFixed(state) || by.role !== 'OWNER') return refuse('FORBIDDEN');
  const member = state.members.get(userId);
  if (!member) return refuse('NOT_FOUND');
  if (member.role === role) return NOTHING;
  if (member.role === 'OWNER' && owners(state).length === 1) return refuse('FORBIDDEN', { reason: 'last_owner' });
  return { events: [{ kind: 'role', senderId: byId, data: { userId, role } }] };
}

/** Owners and admins name a group. */
export function decideRename(state: ConversationState, byId: UserId, title: string): Plan | Refusal {
  const refusal = mayManage(state, byId);
  if (refusal) return refusal;
  return state.title === title ? NOTHING : { events: [{ kind: 'settings', senderId: byId, data: { title } }] };
}

function mayManage(state: ConversationState, byId: UserId): Refusal | null {
  const by = state.members.get(byId);
  if (!by) return refuse('NOT_FOUND');
  return isFixed(state) || by.role === 'MEMBER' ? refuse('FORBIDDEN') : null;
}

function tooMany(): Refusal {
  return refuse('BAD_INPUT', { reason: 'too_many_members' });
}

function owners(state: ConversationState): MemberState[] {
  return [...state.members.values()].filter((member) => member.role === 'OWNER');
}

function heirOf(state: ConversationState, userId: UserId): MemberState | null {
  if (owners(state).length > 1) return null;
  const byAge = (a: MemberState, b: MemberState) => a.joinedSeq - b.joinedSeq || compareIds(a.userId, b.userId);
  const others = [...state.members.values()].filter((member) => member.userId !== userId).sort(byAge);
  return others.find((member) => member.role === 'ADMIN') ?? others[0] ?? null;
}
