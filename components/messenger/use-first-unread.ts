'use client';
// The first unread of a log that was opened: what lies around it is read where it is not held.

import { useEffect, useState } from 'react';
import { CallError } from '../../client/react/account/provider.tsx';
import { type LogView, useChat } from '../../client/react/chat/hooks.ts';
import type { ConversationId } from '../../core/protocol/ids.ts';
import { isHeld } from './log-window.ts';

/** True while it is on its way; where it is not found the log's end will do. */
export function useFirstUnread(id: ConversationId, log: LogView, unreadAfter: number | null): boolean {
  const { loadAround } = useChat();
  const [done, setDone] = useState(false);
  const missing = !done && unreadAfter !== null && log.state === 'ready' && !isHeld(log, unreadAfter + 1);
  useEffect(() => {
    if (!missing || unreadAfter === null) return;
    let shown = true;
    const find = async () => {
      try {
        await loadAround(id, unreadAfter + 1);
      } catch (error) {
        if (!(error instanceof CallError)) throw error;
      }
      if (shown) setDone(true);
    };
    void find();
    return () => {
      shown = false;
    };
  }, [missing, id, unreadAfter, loadAround]);
  return missing;
}
