// What the engine needs of the device it runs on: a clock, a store, and signs of life. In tests all of them are made by hand.
import type { ErrorCode, ErrorDetails } from '../../core/protocol/errors.ts';
import type { ClientId, ConversationId } from '../../core/protocol/ids.ts';
import type { WireConversation, WireEvent, WireEventPage, WireFrame, WireUser } from '../../core/protocol/wire.ts';
import type { SeqRange } from '../../core/timeline/reduce-log.ts';
import type { Mode } from './mode.ts';
import type { ChatPort, PageAsk, StreamEnd, StreamPort } from './ports.ts';
import type { DeviceView, Draft, OutboxState, ReceiptsView, StorageUse } from './view.ts';

export interface Clock {
  /** Ms since 1970. */
  now(): number;
  /** Runs once, `ms` later; answers how to call it off. */
  after(ms: number, run: () => void): () => void;
  /** Runs once, ahead of the next picture; soon where none is made. Answers how to call it off. */
  paint(run: () => void): () => void;
  /** 0 to 1, without 1. */
  random(): number;
}

/** online, offline: what the browser thinks of the network; visible, hidden: whether the page is looked at. */
export type DeviceSignal = 'online' | 'offline' | 'visible' | 'hidden';

export interface DeviceSignals {
  /** False: the browser knows that there is no network. */
  online(): boolean;
  listen(listener: (signal: DeviceSignal) => void): () => void;
}

/** An unsent message as it is kept: before it leaves, until the log shows it. */
export interface StoredItem extends Draft {
  readonly clientId: ClientId;
  readonly conversationId: ConversationId;
  /** My marker when it was written. */
  readonly readSeq: number;
  /** Ms since 1970; rises from one item to the next. */
  readonly createdAt: number;
  /** Set: refused for good. */
  readonly error: { readonly code: ErrorCode; readonly details: ErrorDetails } | null;
}

/** A conversation as it is kept: its row, and what the row does not tell. */
export interface StoredRow {
  readonly row: WireConversation;
  /** When I joined, where the list is sorted by it; ms since 1970. */
  readonly joinedAt: number | null;
  readonly receipts: ReceiptsView | null;
}

/** What was read of one log: all of `range`, events ascending. */
export interface StoredRange {
  readonly conversationId: ConversationId;
  readonly range: SeqRange;
  readonly events: readonly WireEvent[];
  /** The timeline brought it, in its turn: no effect before it is missing from what is kept. */
  readonly heard: boolean;
}

/** Up to where what is kept goes. */
export interface StoredPlace {
  readonly cursor: string;
  /** When it was last known to be all there is, ms since 1970. */
  readonly currentAt: number | null;
  /** Conversations whose rows were to be read again. */
  readonly owed: readonly ConversationId[];
}

/** One step of what is kept: written whole or not at all, so that the cursor never covers what is not there. */
export interface StoreChange {
  /** Null: it stays. One that goes back in its epoch is not written, nor the rows beside it. */
  readonly place: StoredPlace | null;
  /** Before the rest: all logs are removed, since the server's history is another one or was not followed. */
  readonly wipeLogs: boolean;
  readonly rows: readonly StoredRow[];
  /** These rows are all there are. */
  readonly rowsAreAll: boolean;
  /** Removed with their logs. */
  readonly gone: readonly ConversationId[];
  readonly users: readonly WireUser[];
  /** Logs to be removed alone: something that happened in them is missing from what is kept. */
  readonly stale: readonly ConversationId[];
  readonly ranges: readonly StoredRange[];
}

export interface Stored {
  readonly place: StoredPlace | null;
  readonly rows: readonly StoredRow[];
  readonly users: readonly WireUser[];
  readonly drafts: ReadonlyMap<ConversationId, string>;
  readonly modes: ReadonlyMap<ConversationId, Mode>;
  /** Oldest first. */
  readonly items: readonly StoredItem[];
}

export const NO_CHANGE: StoreChange = {
  place: null,
  wipeLogs: false,
  rows: [],
  rowsAreAll: false,
  gone: [],
  users: [],
  stale: [],
  ranges: [],
};

/**
 * The device's store of one user; its tabs share it. Its promises never reject: where nothing can be kept, it says so by
 * `keeps`. Logs are bounded: those that were not read for longest are removed.
 */
export interface StoragePort {
  load(): Promise<Stored>;
  /** False: it could not be written, nothing of it is, and it may be tried again. */
  save(change: StoreChange): Promise<boolean>;
  /** What is kept of a page as the server would answer it, or of its beginning; null: nothing of it. `head`: of the row. */
  page(conversationId: ConversationId, ask: PageAsk, head: number): Promise<WireEventPage | null>;
  /** The unsent messages, oldest first. */
  items(): Promise<readonly StoredItem[]>;
  putItem(item: StoredItem): Promise<void>;
  removeItem(clientId: ClientId): Promise<void>;
  /** '' removes it. */
  putDraft(conversationId: ConversationId, text: string): Promise<void>;
  /** `write` removes it. */
  putMode(conversationId: ConversationId, mode: Mode): Promise<void>;
  /** Whether what is written survives a reload. */
  keeps(): DeviceView['store'];
  use(): Promise<StorageUse>;
  /** Removes everything. */
  clear(): Promise<void>;
  close(): void;
}

/** What the tabs of one browser tell each other; see tabs.ts. */
export type TabMessage =
  /** To the leader: how does the stream stand? */
  | { readonly kind: 'hello' }
  | { readonly kind: 'answer'; readonly up: boolean; readonly head: number; readonly outbox: readonly ClientId[] }
  /** Of the leader's stream. */
  | { readonly kind: 'frame'; readonly frame: WireFrame }
  | { readonly kind: 'down'; readonly why: StreamEnd }
  /** Something to send. `tried`: it may have left before. */
  | { readonly kind: 'item'; readonly item: StoredItem; readonly tried: boolean }
  /** How an item stands with the leader. */
  | { readonly kind: 'note'; readonly item: StoredItem; readonly state: OutboxState; readonly seq: number | null }
  | { readonly kind: 'gone'; readonly clientId: ClientId }
  /** To the leader: throw it away, if it has not left. */
  | { readonly kind: 'discard'; readonly clientId: ClientId }
  | { readonly kind: 'draft'; readonly conversationId: ConversationId; readonly text: string }
  | { readonly kind: 'mode'; readonly conversationId: ConversationId; readonly mode: Mode };

export interface TabHandlers {
  /** With each change, and once at the beginning. */
  role(role: DeviceView['tab']): void;
  heard(message: TabMessage): void;
}

/** The tabs of one user in one browser: one of them leads, and another takes over when it is gone. */
export interface TabsPort {
  start(handlers: TabHandlers): void;
  /** To all others. */
  post(message: TabMessage): void;
  /** Takes the lead from a leader that does not answer. */
  take(): void;
  close(): void;
}

/** What the engine needs of the world. */
export interface ChatDeps {
  readonly me: WireUser;
  readonly port: ChatPort;
  readonly stream: StreamPort;
  readonly storage: StoragePort;
  readonly tabs: TabsPort;
  readonly clock: Clock;
  /** A UUID. */
  newId(): string;
  readonly signals: DeviceSignals;
}
