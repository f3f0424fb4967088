'use client';
// What screens use of the chat: views of the engine, each re-rendered only when its own part changes.

import { createContext, useContext, useSyncExternalStore } from 'react';
import type { ConversationId, UserId } from '../../../core/protocol/ids.ts';
import type { WireUser } from '../../../core/protocol/wire.ts';
import type {
  ChatActions,
  ChatSource,
  ConnectionView,
  ConversationView,
  DeviceView,
  ListCounts,
  LogView,
  PresenceView,
  ReadersView,
} from '../../engine/view.ts';

export { sameList } from '../../engine/memo.ts';
export { WRITE } from '../../engine/mode.ts';
export { calls } from '../../engine/row-list.ts';
export type * from '../../engine/view.ts';

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
export const useTalks = (): readonly ConversationView[] => useView((source) => source.talks());
export const useConversationsFailed = (): boolean => useView((source) => source.conversationsFailed());
export const useConversation = (id: ConversationId | null): ConversationView | null =>
  useView((source) => (id === null ? null : source.conversation(id)));
export const useLog = (id: ConversationId): LogView => useView((source) => source.log(id));
export const useReaders = (id: ConversationId, seq: number): ReadersView | null => useView((source) => source.readers(id, seq));
export const useUser = (id: UserId | null): WireUser | undefined => useView((source) => (id === null ? undefined : source.user(id)));
export const usePresence = (id: UserId | null): PresenceView | undefined =>
  useView((source) => (id === null ? undefined : source.presence(id)));
/** Who somebody is, asked when it is needed: nothing is drawn anew when it changes. */
export const useUserLookup = (): ((id: UserId) => WireUser | undefined) => useSource().user;
/** The names of these people, in a line each; empty while one is not known. */
export const useNames = (ids: readonly UserId[]): string => useView((source) => ids.map((id) => source.user(id)?.name ?? '').join('\n'));
export const useDevice = (): DeviceView => useView((source) => source.device());
/** Tries all failed messages again. */
export function useRetryFailed(): () => void {
  const source = useSource();
  return () => {
    for (const row of [...(source.conversations() ?? []), ...source.talks()]) {
      if (row.failed === 0) continue;
      for (const entry of source.log(row.id).items) {
        if (entry.type === 'unsent' && entry.item.state === 'failed') source.actions.retry(entry.item.clientId);
      }
    }
  };
}
export const useCounts = (): ListCounts => useView((source) => source.counts());
