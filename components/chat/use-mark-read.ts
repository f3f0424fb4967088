'use client';
// My marker follows what I see: the end of the log, in a window that has the focus. The line of the first unread stays
// where it was when the conversation was opened.

import { useEffect, useState } from 'react';
import { useChat, useConversation } from '../../client/react/chat/hooks.ts';
import type { ConversationId } from '../../core/protocol/ids.ts';

interface ReadState {
  /** The marker when it was opened with something unread; null: no line. */
  readonly unreadAfter: number | null;
  readonly unread: number;
  /** Told at each drawing whether the end is in view. */
  headSeen(atEnd: boolean): void;
}

function isLookedAt(): boolean {
  return document.visibilityState === 'visible' && document.hasFocus();
}

export function useMarkRead(id: ConversationId): ReadState {
  const { markRead } = useChat();
  const row = useConversation(id);
  const [unreadAfter] = useState(() => (row && row.unread > 0 ? row.readSeq : null));
  const [atEnd, setAtEnd] = useState(false);
  const [looked, setLooked] = useState(isLookedAt);
  useEffect(() => {
    const look = () => setLooked(isLookedAt());
    const signals = ['focus', 'blur'] as const;
    for (const signal of signals) window.addEventListener(signal, look);
    document.addEventListener('visibilitychange', look);
    return () => {
      for (const signal of signals) window.removeEventListener(signal, look);
      document.removeEventListener('visibilitychange', look);
    };
  }, []);
  const head = row?.head ?? 0;
  const unread = row?.unread ?? 0;
  useEffect(() => {
    if (atEnd && looked && unread > 0) markRead(id, head);
  }, [atEnd, looked, unread, head, id, markRead]);
  return {
    unreadAfter,
    unread,
    headSeen(seen) {
      if (seen !== atEnd) setAtEnd(seen);
    },
  };
}
