// What goes over the wire, as core.graphql describes it: the same shapes in GraphQL, in tRPC and in the client's store.
// Times are ISO 8601, UTC, milliseconds; seq and pos are integers from 0 to 2^53 - 1.
import type { ConversationKind, EntryKind, EventKind, FanOut, Role, TerminalKind, UserKind } from './events.ts';
import type { ClientId, ConversationId, EventId, TicketId, UserId } from './ids.ts';

export interface WireUser {
  id: UserId;
  /** Null: a visitor or somebody erased, and to a visitor of everybody. */
  handle: string | null;
  name: string;
  avatarUrl: string | null;
  kind: UserKind;
}

export interface WireReaction {
  emoji: string;
  count: number;
  mine: boolean;
}

/** Who reacted with one emoji, the first ones first. */
export interface WireReactors {
  emoji: string;
  userIds: UserId[];
}

export interface WireAttachment {
  id: string;
  kind: string;
  name: string;
  mime: string;
  bytes: number;
  width: number | null;
  height: number | null;
  durationMs: number | null;
  url: string;
  thumbnailUrl: string | null;
}

/** Free-form fields of an event; which ones stand in it is said by its kind. */
export type EventData = Readonly<Record<string, unknown>>;

export interface WireEvent {
  conversationId: ConversationId;
  seq: number;
  id: EventId;
  kind: EventKind;
  senderId: UserId | null;
  clientId: ClientId | null;
  text: string | null;
  attachments: WireAttachment[];
  reactions: WireReaction[];
  replyToSeq: number | null;
  targetSeq: number | null;
  data: EventData | null;
  createdAt: string;
  editedAt: string | null;
  recalledAt: string | null;
  asOfSeq: number;
}

export interface WireMember {
  user: WireUser;
  role: Role;
  readSeq: number;
  deliveredSeq: number;
  joinedSeq: number;
}

/** How a member has a conversation in their list, on all devices. Muted: it does not call, unless it mentions me. */
export interface ConversationPrefs {
  readonly pinned: boolean;
  readonly muted: boolean;
}

export interface WireConversation extends ConversationPrefs {
  id: ConversationId;
  kind: ConversationKind;
  fanOut: FanOut;
  title: string | null;
  head: number;
  readSeq: number;
  unread: number;
  mentions: number;
  role: Role;
  memberCount: number;
  lastMessage: WireEvent | null;
  /** The other one of a direct conversation. */
  peer: WireUser | null;
}

export interface WireSnapshot {
  cursor: string;
  conversations: WireConversation[];
}

export interface WireEntry {
  pos: number;
  kind: EntryKind;
  conversationId: ConversationId | null;
  fromSeq: number | null;
  toSeq: number | null;
  events: WireEvent[];
  data: EventData | null;
}

export type ResetReason = 'epoch' | 'ahead' | 'old' | 'lag';

export interface WireReset {
  reason: ResetReason;
}

export interface WirePullPage {
  entries: WireEntry[];
  cursor: string;
  head: number;
  more: boolean;
}

/** Not kept, may be lost; unknown types are skipped. */
export type WireSignal =
  | { type: 'typing'; conversationId: ConversationId; userId: UserId; on: boolean }
  | { type: 'presence'; userId: UserId; online: boolean; terminals: TerminalKind[]; lastSeen: string | null }
  | { type: 'delivered' | 'read'; conversationId: ConversationId; userId: UserId; seq: number }
  /** Whether the server reaches its database: until it does, only what a device holds is read, and sends wait. */
  | { type: 'service'; database: boolean }
  /** To a visitor: something of their ticket is another, or their position in the queue (told at most each 5 s). */
  | { type: 'ticket'; ticketId: TicketId; version: number };

/** Each frame sets one of the fields. */
export interface WireFrame {
  entries?: WireEntry[];
  hint?: { conversationId: ConversationId; head: number };
  head?: number;
  reset?: WireReset;
  signal?: WireSignal;
}

/** What a device asks to be sent; optional fields are null. Kinds and limits: commands.ts. */
export interface WireSend {
  conversationId: ConversationId;
  clientId: ClientId;
  lane: string | null;
  clientSeq: number | null;
  text: string | null;
  attachmentIds: string[] | null;
  replyToSeq: number | null;
  mentionUserIds: UserId[] | null;
  mentionAll: boolean | null;
  readSeq: number | null;
}

export interface WireSendResult {
  id: EventId;
  seq: number;
  createdAt: string;
  duplicate: boolean;
}

export interface WireEventPage {
  events: WireEvent[];
  head: number;
  hasBefore: boolean;
  hasAfter: boolean;
}
