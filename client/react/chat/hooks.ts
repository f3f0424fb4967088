'use client';
// What screens use of the chat: views of the engine, each re-rendered only when its own part changes.

import { createContext, useContext, useSyncExternalStore } from 'react';
import type { ConversationId, UserId } from '../../../core/protocol/ids.ts';
import type { WireUser } from '../../../core/protocol/wire.ts';
import type { ChatActions, ConnectionView, ConversationView, LogView, PresenceView } from '../../engine/view.ts';

export type * from '../../engine/view.ts';

/** The engine as hooks read it: each getter answers the same object until its part changes. */
export interface ChatSource {
  readonly me: WireUser;
  readonly actions: ChatActions;
  /** Called after each change of anything. */
  subscribe(listener: () => void): () => void;
  connection(): ConnectionView;
  /** Null while the first list is on its way; latest first. */
  conversations(): readonly ConversationView[] | null;
  /** Why the first list is not here; null when it is, or on its way. */
  conversationsFailed(): boolean;
  /** Null: not mine (or no longer). */
  conversation(id: ConversationId): ConversationView | null;
  log(id: ConversationId): LogView;
  /** Undefined: not known yet; it is being read. */
  user(id: UserId): WireUser | undefined;
  presence(id: UserId): PresenceView | undefined;
  totalUnread(): number;
}

export const ChatContext = createContext<ChatSource | null>(null);

function useSource(): ChatSource {
  const source = useContext(ChatContext);
  if (!source) throw new Error('a chat hook outside of ChatProvider');
  return source;
}

function useView<T>(read: (source: ChatSource) => T): T {
  const source = useSource();
  return useSyncExternalStore(
    source.subscribe,
    () => read(source),
    () => read(source),
  );
}

export const useMe = (): WireUser => useSource().me;
export const useChat = (): ChatActions => useSource().actions;
export const useConnection = (): ConnectionView => useView((source) => source.connection());
export const useConversations = (): readonly ConversationView[] | null => useView((source) => source.conversations());
export const useConversationsFailed = (): boolean => useView((source) => source.conversationsFailed());
export const useConversation = (id: ConversationId): ConversationView | null => useView((source) => source.conversation(id));
export const useLog = (id: ConversationId): LogView => useView((source) => source.log(id));
export const useUser = (id: UserId | null): WireUser | undefined => useView((source) => (id === null ? undefined : source.user(id)));
export const usePresence = (id: UserId): PresenceView | undefined => useView((source) => source.presence(id));
export const useTotalUnread = (): number => useView((source) => source.totalUnread());
