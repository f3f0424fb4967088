// What the client's engine needs of the world, whichever transport carries it. Every call rejects with a CallError.
import type { Role } from '../../core/protocol/events.ts';
import type { ConversationId, UserId } from '../../core/protocol/ids.ts';
import type {
  ConversationPrefs,
  WireConversation,
  WireEvent,
  WireEventPage,
  WireFrame,
  WireMember,
  WirePullPage,
  WireReactors,
  WireReset,
  WireSend,
  WireSendResult,
  WireSignal,
  WireSnapshot,
  WireUser,
} from '../../core/protocol/wire.ts';

/** Of a log: the last ones; or the last below `before`; or the first above `after` (below `before`). */
export interface PageAsk {
  readonly before?: number;
  readonly after?: number;
  readonly limit?: number;
}

export interface ChatPort {
  snapshot(): Promise<WireSnapshot>;
  pull(after: string): Promise<WirePullPage | WireReset>;
  events(conversationId: ConversationId, ask: PageAsk): Promise<WireEventPage>;
  conversation(id: ConversationId): Promise<WireConversation>;
  /** By user id behind `after`; those with `text` in their name or handle, where it is given. */
  members(conversationId: ConversationId, after: UserId | null, text?: string): Promise<WireMember[]>;
  users(ids: readonly UserId[]): Promise<WireUser[]>;
  findUsers(text: string): Promise<WireUser[]>;
  presence(ids: readonly UserId[]): Promise<Extract<WireSignal, { type: 'presence' }>[]>;
  openDirect(userId: UserId): Promise<WireConversation>;
  createGroup(title: string, memberIds: readonly UserId[]): Promise<WireConversation>;
  addMembers(conversationId: ConversationId, userIds: readonly UserId[]): Promise<WireConversation>;
  removeMember(conversationId: ConversationId, userId: UserId): Promise<void>;
  leave(conversationId: ConversationId): Promise<void>;
  rename(conversationId: ConversationId, title: string): Promise<WireConversation>;
  setRole(conversationId: ConversationId, userId: UserId, role: Role): Promise<WireConversation>;
  send(input: WireSend): Promise<WireSendResult>;
  edit(conversationId: ConversationId, seq: number, text: string): Promise<WireEvent>;
  recall(conversationId: ConversationId, seq: number): Promise<WireEvent>;
  react(conversationId: ConversationId, seq: number, emoji: string, on: boolean): Promise<WireEvent>;
  reactors(conversationId: ConversationId, seq: number): Promise<WireReactors[]>;
  /** Null: the timeline alone tells of it. */
  markRead(conversationId: ConversationId, seq: number): Promise<WireConversation | null>;
  setPrefs(conversationId: ConversationId, change: Partial<ConversationPrefs>): Promise<WireConversation>;
  typing(conversationId: ConversationId, on: boolean): Promise<void>;
  ack(cursor: string): Promise<void>;
}

/** Why a stream ended: the network, another one that is to be opened in its place, the session, or a client too old for the server. */
export type StreamEnd = 'lost' | 'again' | 'signedOut' | 'outdated';

export interface StreamHandlers {
  /** The connection stands; frames follow. */
  opened(): void;
  frame(frame: WireFrame): void;
  /** Once; nothing comes after it. */
  ended(why: StreamEnd): void;
}

export interface StreamPort {
  /** What `timeline(after)` pushes, whichever way it comes. The handlers are never called before it has answered. */
  open(after: string | null, handlers: StreamHandlers): { close(): void };
}
