// What the door of the timeline gives and takes.

import type { TerminalKind } from '../../../core/protocol/events.ts';
import type { ConversationId, TerminalId, TicketId, UserId } from '../../../core/protocol/ids.ts';
import type { ConversationPrefs, WireFrame, WirePullPage, WireReset, WireSignal } from '../../../core/protocol/wire.ts';
import type { Command, Outcome } from '../../../core/timeline/command.ts';
import type { WrittenEntry } from './store-entries.ts';

/** An entry as it was committed. */
export interface CommittedEntry extends WrittenEntry {
  /** What it adds to the user's unread count of the conversation; negative for a marker, 0 where nothing counts. */
  readonly unread: number;
}

/** One open stream: a device of somebody. */
export interface Listener {
  readonly userId: UserId;
  readonly terminalId: TerminalId;
  readonly terminalKind: TerminalKind;
}

export interface StreamAsk extends Listener {
  /** A cursor; null: what comes after the present head. */
  readonly after: string | null;
  readonly signal: EndSignal;
}

/** Ends a stream. An AbortSignal is one; where thousands wait a plain object is, which weighs a twentieth. */
export interface EndSignal {
  readonly aborted: boolean;
  onabort: ((...event: never[]) => void) | null;
}

/** What a commit did to talks and notes of tickets. */
export interface TalkNews {
  /** Those with something new, and up to where. */
  readonly moved: readonly { readonly conversationId: ConversationId; readonly head: number }[];
  /** Tickets that have to hear of what was said; a row in desk_wake says so too. */
  readonly woken: readonly TicketId[];
}

/** Told when a stream opens or ends, in this process. */
export type Watcher = (change: { readonly listener: Listener; readonly open: boolean }) => void;

export interface Timeline {
  /** Gives a command to its writer; answers after the commit. A refusal may be BUSY or OUT_OF_ORDER. */
  submit(command: Command): Promise<Outcome>;
  /** Moves the reader's marker, clamped to the head; lower than it is: nothing. NOT_FOUND for who is not in. */
  markRead(userId: UserId, conversationId: ConversationId, seq: number): Promise<void>;
  /** Changes the reader's list settings. NOT_FOUND for who is not in; BAD_INPUT (too_many_pinned) at the limit. */
  setPrefs(userId: UserId, conversationId: ConversationId, change: Partial<ConversationPrefs>): Promise<void>;
  /** Entries after the cursor, as of now; `limit` entries at most. BAD_INPUT for a malformed cursor. */
  pull(userId: UserId, after: string, limit: number): Promise<WirePullPage | WireReset>;
  /** The push: a head first, then what was missed, then what comes. Ends with a reset, or by the signal. */
  open(ask: StreamAsk): AsyncGenerator<WireFrame, void, undefined>;
  /** The device has stored up to the cursor; more than one a second is passed over. BAD_INPUT for a malformed cursor. */
  ack(terminal: Listener, cursor: string): Promise<void>;
  /** To the open streams of these people, of every instance; may be lost. */
  signal(to: readonly UserId[], signal: WireSignal): void;
  /** To those of this instance alone. */
  signalHere(to: Iterable<UserId>, signal: WireSignal): void;
  /** Those of them with an open stream here. */
  connected(userIds: Iterable<UserId>): UserId[];
  /** The streams that are open here. */
  listeners(userId: UserId): readonly Listener[];
  /** All of them. */
  everybody(): Listener[];
  watch(watcher: Watcher): void;
  /** After each commit of this process, before anybody is answered. */
  onCommitted(listener: (entries: readonly CommittedEntry[]) => void): void;
  /** The same, of tickets' talks and notes alone. */
  onTalks(listener: (news: TalkNews) => void): void;
  /** The epoch is another: reads the heads of the open streams at once, and forgets what was committed in the one before. */
  epochChanged(): void;
  /** Tells the open streams of this instance; when it is back, their heads are read at once. */
  databaseAway(isAway: boolean): void;
  /** Whether the database lacks something that this process has committed in the last seconds. */
  missesHistory(): Promise<boolean>;
  /** Drops the entries older than `keptMs`; answers how many. Ends early by the signal. */
  dropOld(keptMs: number, signal: AbortSignal): Promise<number>;
  close(): Promise<void>;
}
