'use client';
// The members of a group, a page at a time; read again when the group's members change.

import { useCallback, useEffect, useRef, useState } from 'react';
import { CallError } from '../../../client/react/account/provider.tsx';
import { type ConversationView, useChat } from '../../../client/react/chat/hooks.ts';
import type { WireMember } from '../../../core/protocol/wire.ts';

export interface Members {
  readonly list: readonly WireMember[];
  readonly state: 'loading' | 'ready' | 'failed';
  readonly more: boolean;
  loadMore(): void;
  reload(): void;
}

const PAGE = 100;
const NONE = { list: [], state: 'loading', more: false } as const;

/** From so many on the server searches them. */
export const MANY = 500;

/** `query`: those that the server finds by it; '': all; null: none is read. */
export function useMembers({ id, memberCount, role }: ConversationView, query: string | null = ''): Members {
  const chat = useChat();
  const [{ list, state, more }, set] = useState<Pick<Members, 'list' | 'state' | 'more'>>(NONE);
  // What says that the members have changed; an answer to an older question is dropped.
  const version = `${id} ${memberCount} ${role} ${query}`;
  const asked = useRef(version);
  const read = useCallback(
    async (before: readonly WireMember[], of: string) => {
      asked.current = of;
      try {
        const page = await chat.members(id, before.at(-1)?.user.id ?? null, query || undefined);
        if (asked.current === of) set({ list: [...before, ...page], more: page.length >= PAGE, state: 'ready' });
      } catch (error) {
        if (!(error instanceof CallError)) throw error;
        if (asked.current === of) set({ list: before, more: false, state: 'failed' });
      }
    },
    [chat, id, query],
  );
  useEffect(() => {
    if (query !== null) void read([], version);
  }, [read, version, query]);
  return { list, state, more, loadMore: () => void read(list, version), reload: () => void read([], version) };
}
