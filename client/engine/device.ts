// What the engine needs of the device it runs on: a clock, a store, and signs of life. In tests all of them are made by hand.
import type { ErrorCode, ErrorDetails } from '../../core/protocol/errors.ts';
import type { ClientId, ConversationId } from '../../core/protocol/ids.ts';
import type { DeviceView, Draft, StorageUse } from './view.ts';

export interface Clock {
  /** Ms since 1970. */
  now(): number;
  /** Runs once, `ms` later; answers how to call it off. */
  after(ms: number, run: () => void): () => void;
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

/**
 * The device's store of one user; its tabs share it. Its promises never reject: where nothing can be kept, it keeps in
 * memory what it is given.
 */
export interface StoragePort {
  /** Takes over the unsent items whose tab is gone, oldest first; each is given to one tab only. */
  adopt(): Promise<StoredItem[]>;
  putItem(item: StoredItem): Promise<void>;
  removeItem(clientId: ClientId): Promise<void>;
  loadDrafts(): Promise<ReadonlyMap<ConversationId, string>>;
  /** '' removes it. */
  putDraft(conversationId: ConversationId, text: string): Promise<void>;
  /** Whether what is written survives a reload. */
  keeps(): DeviceView['store'];
  use(): Promise<StorageUse>;
  /** Removes everything. */
  clear(): Promise<void>;
  /** This tab goes: others may adopt what is its own. */
  close(): void;
}
