// The door of conversations: who talks where. Reads are consistent, changes are commands of the write path.
import { decideAdd, decideLeave, decideRemove, decideRename, decideRole } from '../../../core/conversation/decide-members.ts';
import { toAppError } from '../../../core/protocol/app-error.ts';
import type { ConversationId, UserId } from '../../../core/protocol/ids.ts';
import type { Command } from '../../../core/timeline/command.ts';
import type { ConversationDeps } from './deps.ts';
import { createGroup, mustExist, openDirect } from './make.ts';
import { readConversation, readMembers, readSnapshot } from './read.ts';
import type { Conversations } from './types.ts';

export type { ConversationDeps } from './deps.ts';
export type { Conversations } from './types.ts';

export function createConversations(deps: ConversationDeps): Conversations {
  const { timeline } = deps;

  async function change(
    actorId: UserId,
    conversationId: ConversationId,
    what: Pick<Command, 'decide' | 'people' | 'leaves'>,
  ): Promise<void> {
    const outcome = await timeline.submit({ conversationId, actorId, ...what });
    if (outcome.kind === 'refused') throw toAppError(outcome.refusal);
  }

  return {
    snapshot: (userId) => readSnapshot(deps, userId),
    get: (userId, id) => readConversation(deps, userId, id),
    members: (userId, input) => readMembers(deps, userId, input),
    openDirect: (userId, input) => openDirect(deps, userId, input.userId),
    createGroup: (userId, input) => createGroup(deps, userId, input),
    async addMembers(userId, { conversationId, userIds }) {
      await readConversation(deps, userId, conversationId);
      await mustExist(deps, userIds);
      await change(userId, conversationId, { people: userIds, decide: (state) => decideAdd(state, userId, userIds) });
      return readConversation(deps, userId, conversationId);
    },
    async removeMember(userId, input) {
      await change(userId, input.conversationId, {
        people: [input.userId],
        leaves: true,
        decide: (state) => decideRemove(state, userId, input.userId),
      });
      return true;
    },
    async leave(userId, { conversationId }) {
      await change(userId, conversationId, { leaves: true, decide: (state) => decideLeave(state, userId) });
      return true;
    },
    async rename(userId, { conversationId, title }) {
      await change(userId, conversationId, { decide: (state) => decideRename(state, userId, title) });
      return readConversation(deps, userId, conversationId);
    },
    async setRole(userId, input) {
      await change(userId, input.conversationId, {
        people: [input.userId],
        leaves: true,
        decide: (state) => decideRole(state, userId, input.userId, input.role),
      });
      return readConversation(deps, userId, input.conversationId);
    },
    async markRead(userId, { conversationId, seq }) {
      await timeline.markRead(userId, conversationId, seq);
      return readConversation(deps, userId, conversationId);
    },
    async setPrefs(userId, { conversationId, pinned, muted }) {
      await timeline.setPrefs(userId, conversationId, { ...(pinned === null ? {} : { pinned }), ...(muted === null ? {} : { muted }) });
      return readConversation(deps, userId, conversationId);
    },
  };
}
