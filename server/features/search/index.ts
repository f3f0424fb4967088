// The door of search. It answers nothing yet: the API's shape and who may ask stand, the index comes with its issue.
import type { z } from 'zod';
import type { searchInput } from '../../../core/protocol/commands.ts';
import type { UserId } from '../../../core/protocol/ids.ts';
import type { WireEvent } from '../../../core/protocol/wire.ts';
import type { Conversations } from '../conversation/index.ts';

export interface Search {
  /** Messages that the reader may see, best first. NOT_FOUND for a conversation that they are not in. */
  search(userId: UserId, input: z.output<typeof searchInput>): Promise<WireEvent[]>;
}

export function createSearch({ conversations }: { readonly conversations: Pick<Conversations, 'get'> }): Search {
  return {
    async search(userId, { conversationId }) {
      if (conversationId !== null) await conversations.get(userId, conversationId);
      return [];
    },
  };
}
