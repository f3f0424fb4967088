// Arguments as the commands of the protocol name them. What does not validate throws a ZodError, which leaves as BAD_INPUT.
import type { z } from 'zod';
import { conversationInput, membersInput, type searchInput } from '../../../core/protocol/commands.ts';

export type Args = Readonly<Record<string, unknown>>;
export type SearchInput = z.output<typeof searchInput>;

/** `conversation(id)` */
export function parseConversation({ id }: Args) {
  return conversationInput.parse({ conversationId: id }).conversationId;
}

/** `Conversation.members(first, after)` */
export function parseMembers(conversationId: string, args: Args) {
  return membersInput.parse({ ...args, conversationId });
}
