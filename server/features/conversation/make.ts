// New conversations: the one of two people, and groups.
import { decideFound } from '../../../core/conversation/decide-members.ts';
import { fanOutOf } from '../../../core/conversation/fan-out.ts';
import { AppError, toAppError } from '../../../core/protocol/app-error.ts';
import { type ConversationId, compareIds, type UserId } from '../../../core/protocol/ids.ts';
import type { WireConversation } from '../../../core/protocol/wire.ts';
import type { Command } from '../../../core/timeline/command.ts';
import type { ConversationDeps } from './deps.ts';
import { readConversation } from './read.ts';

/** Both see it from the start; two people who open it at once get the same one. */
export async function openDirect(deps: ConversationDeps, userId: UserId, peerId: UserId): Promise<WireConversation> {
  if (peerId === userId) throw new AppError('BAD_INPUT', { field: 'userId', reason: 'oneself' });
  await mustExist(deps, [peerId]);
  const pair: readonly [UserId, UserId] = compareIds(userId, peerId) < 0 ? [userId, peerId] : [peerId, userId];
  const create = { kind: 'DIRECT', fanOut: 'WRITE', title: null, settings: {}, pair } as const;
  return readConversation(deps, userId, await found(deps, userId, pair, create));
}

/** The maker owns it. Large ones and channels begin with read fan-out. */
export async function createGroup(
  deps: ConversationDeps,
  userId: UserId,
  input: { title: string; memberIds: readonly UserId[]; kind: 'GROUP' | 'CHANNEL' },
): Promise<WireConversation> {
  const others = [...new Set(input.memberIds)].filter((id) => id !== userId);
  await mustExist(deps, others);
  const members = [userId, ...others];
  const fanOut = fanOutOf(input.kind, members.length, deps.fanOutRule);
  const create = { kind: input.kind, fanOut, title: input.title, settings: {}, pair: null } as const;
  return readConversation(deps, userId, await found(deps, userId, members, create));
}

async function found(
  { ids, timeline }: ConversationDeps,
  userId: UserId,
  members: readonly UserId[],
  create: NonNullable<Command['create']>,
): Promise<ConversationId> {
  const conversationId = ids.next<ConversationId>();
  const outcome = await timeline.submit({
    conversationId,
    actorId: userId,
    create,
    people: members,
    // Again after a lost answer: it stands.
    decide: (state) => (state.head > 0 ? { events: [] } : decideFound(members, userId)),
  });
  if (outcome.kind === 'refused') throw toAppError(outcome.refusal);
  return outcome.kind === 'existing' ? outcome.conversationId : conversationId;
}

/** NOT_FOUND when one of them is nobody, or a visitor of a web site: those talk at the desk alone. */
export async function mustExist({ accounts }: ConversationDeps, userIds: readonly UserId[]): Promise<void> {
  const users = await accounts.loadUsers(userIds);
  if (userIds.some((id) => (users.get(id)?.kind ?? 'VISITOR') === 'VISITOR')) throw new AppError('NOT_FOUND');
}
