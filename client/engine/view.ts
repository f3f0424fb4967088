// What the screens see of the client's engine: derived from the confirmed log and the outbox, never merged by hand.
import type { ErrorCode, ErrorDetails } from '../../core/protocol/errors.ts';
import type { ConversationKind, Role, TerminalKind } from '../../core/protocol/events.ts';
import type { ClientId, ConversationId, UserId } from '../../core/protocol/ids.ts';
import type { ConversationPrefs, WireEvent, WireMember, WireReactors, WireUser } from '../../core/protocol/wire.ts';
import type { Mode } from './mode.ts';

export type { Mode } from './mode.ts';

/**
 * connecting: at first, nothing shown is known to be current; live; moving: the server stops, another one is asked; away: the
 * server cannot reach its database; offline: retried by itself, as those two; the other two are final.
 */
export type ConnectionState = 'connecting' | 'live' | 'moving' | 'away' | 'offline' | 'signedOut' | 'outdated';

export interface ConnectionView {
  readonly state: ConnectionState;
  /** When what is shown was last known to be current, ms since 1970; null: never. */
  readonly currentAt: number | null;
  /** Unsent messages that go out by themselves. */
  readonly queued: number;
  /** Unsent messages that were refused. */
  readonly failed: number;
}

/** One row of the conversation list. */
export interface ConversationView extends ConversationPrefs {
  readonly id: ConversationId;
  readonly kind: ConversationKind;
  readonly title: string | null;
  /** Of a direct conversation: the other one. */
  readonly peer: WireUser | null;
  readonly role: Role;
  readonly memberCount: number;
  readonly head: number;
  readonly readSeq: number;
  readonly unread: number;
  readonly mentions: number;
  readonly lastMessage: WireEvent | null;
  /** What the list is sorted by behind the pinned ones, latest first; ms since 1970. */
  readonly lastAt: number;
  /** Who types now, without me. */
  readonly typing: readonly UserId[];
  /** Unsent text of the composer; '' when there is none. */
  readonly draft: string;
  /** What the composer is about. */
  readonly mode: Mode;
  /** Unsent and failed messages. */
  readonly queued: number;
  readonly failed: number;
}

/** Over all rows. Muted ones call only where they mention me. */
export interface ListCounts {
  /** Unread messages of those that call: of muted ones the mentions. */
  readonly messages: number;
  /** Conversations that call. */
  readonly calling: number;
  /** Conversations with something unread, muted ones too. */
  readonly unread: number;
  /** Conversations that mention me. */
  readonly mentions: number;
}

/** What the composer gives to be sent. */
export interface Draft {
  readonly text: string;
  readonly replyToSeq: number | null;
  readonly mentionUserIds: readonly UserId[];
  readonly mentionAll: boolean;
}

/** queued: waits for its turn or the network; sending; failed: refused for good, until it is tried again or thrown away. */
export type OutboxState = 'queued' | 'sending' | 'failed';

export interface OutboxItem extends Draft {
  readonly clientId: ClientId;
  readonly conversationId: ConversationId;
  readonly state: OutboxState;
  readonly error: { readonly code: ErrorCode; readonly details: ErrorDetails } | null;
  readonly createdAt: number;
}

/** A place in the shown log: an event that stands, events that are not here yet, or one of my unsent messages. */
export type LogItem =
  | { readonly type: 'event'; readonly event: WireEvent }
  /** fromSeq..toSeq is not loaded; it is being read. */
  | { readonly type: 'gap'; readonly fromSeq: number; readonly toSeq: number }
  | { readonly type: 'unsent'; readonly item: OutboxItem };

/** The others' markers: the lowest of all others counts in a direct conversation or a group. */
export interface ReceiptsView {
  readonly deliveredSeq: number;
  readonly othersReadSeq: number;
  /** The highest marker of any other: up to here somebody has read. */
  readonly someReadSeq: number;
}

export interface LogView extends ReceiptsView {
  readonly state: 'loading' | 'ready' | 'failed' | 'gone';
  /** Ascending; effects (edit, recall, reaction) are applied to their targets and not listed. Unsent ones last. */
  readonly items: readonly LogItem[];
  readonly hasBefore: boolean;
  readonly loadingBefore: boolean;
  /** What is before could not be read; it is tried again with each heartbeat. */
  readonly failedBefore: boolean;
}

/** Who of the others has read a message, and who has not. */
export interface ReadersView {
  readonly read: readonly UserId[];
  readonly unread: readonly UserId[];
}

export interface PresenceView {
  readonly online: boolean;
  readonly terminals: readonly TerminalKind[];
  /** ISO 8601; null: not known. */
  readonly lastSeen: string | null;
}

/** What this device holds of my timeline, for a page that proves it: complete to `pos`, with `gaps` holes before `head`. */
export interface DeviceView {
  /** Last applied position; null: none yet. */
  readonly pos: number | null;
  /** The highest position that is known to exist. */
  readonly head: number;
  /** Runs of positions between them that have not come yet; they are pulled for. */
  readonly gaps: number;
  /** The last time that a hole was filled or a new start was made; null: never since the page was opened. */
  readonly repair: RepairView | null;
  /** kept: survives a reload; memory: the browser keeps nothing here (a private window); full: its disk is full. */
  readonly store: 'kept' | 'memory' | 'full';
  /** leads: holds the connection for all tabs; follows: another tab does; alone: this browser cannot share. */
  readonly tab: 'leads' | 'follows' | 'alone';
}

export interface RepairView {
  /** Ms since 1970. */
  readonly at: number;
  /** pull: missing positions were read again; snapshot: the whole list was. */
  readonly by: 'pull' | 'snapshot';
  /** Positions that it brought; 0 with a snapshot. */
  readonly positions: number;
}

/** What the device's store holds of this user. */
export interface StorageUse {
  readonly conversations: number;
  readonly events: number;
  /** Of this site as the browser tells it; null: it does not. */
  readonly usedBytes: number | null;
  readonly quotaBytes: number | null;
}

/** The engine's commands. Those that answer a promise reject with a CallError; `send` never fails: it goes to the outbox. */
export interface ChatActions {
  send(conversationId: ConversationId, draft: Draft): void;
  /** A failed one again, under another clientId, at the end. */
  retry(clientId: ClientId): void;
  /** Throws away one that failed or has never left; one that may have arrived stays. */
  discard(clientId: ClientId): void;
  setDraft(conversationId: ConversationId, text: string): void;
  setMode(conversationId: ConversationId, mode: Mode): void;
  /** Loads the log's end, and the members' markers; call it when a conversation is shown. */
  openLog(conversationId: ConversationId): void;
  /** Somebody whom another answer has told of: nobody is asked who they are. */
  meet(user: WireUser): void;
  /** For people of the desk: reads one that is not mine while it is shown; answers how to end that. */
  watch(conversationId: ConversationId): () => void;
  /** What I watch has gone on, up to `head` where that is known: it is read. */
  moved(conversationId: ConversationId, head?: number): void;
  loadBefore(conversationId: ConversationId): void;
  /** Reads on in a hole from its beginning; shorter ones (under 1,000) are read by themselves. Call it when one is seen. */
  loadGap(conversationId: ConversationId, fromSeq: number): void;
  /** Loads what lies around `seq`, for a quote that jumps. */
  loadAround(conversationId: ConversationId, seq: number): Promise<void>;
  edit(conversationId: ConversationId, seq: number, text: string): Promise<void>;
  recall(conversationId: ConversationId, seq: number): Promise<void>;
  react(conversationId: ConversationId, seq: number, emoji: string, on: boolean): Promise<void>;
  /** Who has reacted, by emoji in the order in which they came; at most 100 of each. */
  reactors(conversationId: ConversationId, seq: number): Promise<readonly WireReactors[]>;
  /** Moves my marker here at once and on the server soon. */
  markRead(conversationId: ConversationId, seq: number): void;
  /** Call it on each change of the composer; it tells the others at most each 3 s, and the end. */
  typing(conversationId: ConversationId, on: boolean): void;
  findUsers(text: string): Promise<WireUser[]>;
  /** By user id behind `after`; those with `text` in their name or handle, where it is given. */
  members(conversationId: ConversationId, after: UserId | null, text?: string): Promise<WireMember[]>;
  openDirect(userId: UserId): Promise<ConversationId>;
  createGroup(title: string, memberIds: readonly UserId[]): Promise<ConversationId>;
  addMembers(conversationId: ConversationId, userIds: readonly UserId[]): Promise<void>;
  removeMember(conversationId: ConversationId, userId: UserId): Promise<void>;
  leave(conversationId: ConversationId): Promise<void>;
  rename(conversationId: ConversationId, title: string): Promise<void>;
  setRole(conversationId: ConversationId, userId: UserId, role: Role): Promise<void>;
  /** For me, on all my devices; shown at once, and taken back when it is refused. */
  setPrefs(conversationId: ConversationId, change: Partial<ConversationPrefs>): Promise<void>;
  /** The countable messages above my marker that are not mine, ascending; at most the latest 200. */
  unreadMessages(conversationId: ConversationId): Promise<WireEvent[]>;
  storageUse(): Promise<StorageUse>;
  /** Wakes the connection now instead of at its next try. */
  reconnect(): void;
}

/** The engine as hooks read it: each getter answers the same object until its part changes. */
export interface ChatSource {
  readonly me: WireUser;
  readonly actions: ChatActions;
  /** Called after each change of anything. */
  subscribe(listener: () => void): () => void;
  connection(): ConnectionView;
  /** Null while the first list is on its way; pinned ones first, each part latest first. */
  conversations(): readonly ConversationView[] | null;
  /** Why the first list is not here; null when it is, or on its way. */
  conversationsFailed(): boolean;
  /** Those of tickets and their notes: they stand at the desk, and are neither listed nor counted with the others. */
  talks(): readonly ConversationView[];
  /** Null: not mine (or no longer). */
  conversation(id: ConversationId): ConversationView | null;
  log(id: ConversationId): LogView;
  /** Null: not known, or told in no group of that size. */
  readers(id: ConversationId, seq: number): ReadersView | null;
  /** Undefined: not known yet; it is being read. */
  user(id: UserId): WireUser | undefined;
  presence(id: UserId): PresenceView | undefined;
  counts(): ListCounts;
  device(): DeviceView;
}
