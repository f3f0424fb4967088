'use client';
// My marker follows what I see: the end of the log, in a window that has the focus.

import { useEffect, useState } from 'react';
import { useChat } from '../../client/react/chat/hooks.ts';
import type { ConversationId } from '../../core/protocol/ids.ts';

function isLookedAt(): boolean {
  return document.visibilityState === 'visible' && document.hasFocus();
}

/** `unread` and `head` as the conversation has them; `atEnd`: the end of its log is in view. */
export function useMarkRead(id: ConversationId, unread: number, head: number, atEnd: boolean): void {
  const { markRead } = useChat();
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
  useEffect(() => {
    if (atEnd && looked && unread > 0) markRead(id, head);
  }, [atEnd, looked, unread, head, id, markRead]);
}
