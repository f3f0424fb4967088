// What the door of conversations gives and takes. Inputs are parsed (core/protocol/commands.ts); errors are AppErrors.
import type { z } from 'zod';
import type {
  addMembersInput,
  conversationInput,
  createGroupInput,
  markReadInput,
  membersInput,
  openDirectInput,
  removeMemberInput,
  renameInput,
  setPrefsInput,
  setRoleInput,
} from '../../../core/protocol/commands.ts';
import type { ConversationId, UserId } from '../../../core/protocol/ids.ts';
import type { WireConversation, WireMember, WireSnapshot } from '../../../core/protocol/wire.ts';

type In<S extends z.ZodType> = z.output<S>;
type Optional<T, K extends keyof T> = Omit<T, K> & Partial<Pick<T, K>>;

export interface Conversations {
  /** Position and conversation list of one moment (S20). */
  snapshot(userId: UserId): Promise<WireSnapshot>;
  /** NOT_FOUND for who is not in. */
  get(userId: UserId, id: ConversationId): Promise<WireConversation>;
  /** By user id, ascending, behind `after`; those with `text` in their name or handle, where it is given. NOT_FOUND for who is not in. */
  members(userId: UserId, input: Optional<In<typeof membersInput>, 'text'>): Promise<WireMember[]>;
  /** The one conversation of two people, made when there is none. BAD_INPUT: oneself; NOT_FOUND: nobody. */
  openDirect(userId: UserId, input: In<typeof openDirectInput>): Promise<WireConversation>;
  createGroup(userId: UserId, input: In<typeof createGroupInput>): Promise<WireConversation>;
  addMembers(userId: UserId, input: In<typeof addMembersInput>): Promise<WireConversation>;
  removeMember(userId: UserId, input: In<typeof removeMemberInput>): Promise<true>;
  leave(userId: UserId, input: In<typeof conversationInput>): Promise<true>;
  rename(userId: UserId, input: In<typeof renameInput>): Promise<WireConversation>;
  setRole(userId: UserId, input: In<typeof setRoleInput>): Promise<WireConversation>;
  markRead(userId: UserId, input: In<typeof markReadInput>): Promise<WireConversation>;
  /** For oneself alone, on all devices. NOT_FOUND for who is not in; BAD_INPUT: more pinned than LIMITS.pinned. */
  setPrefs(userId: UserId, input: In<typeof setPrefsInput>): Promise<WireConversation>;
}
