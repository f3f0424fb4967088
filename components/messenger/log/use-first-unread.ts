'use client';
// The first unread of a log that was opened: what lies around it is read where it is not held.

import { useEffect, useState } from 'react';
import { CallError } from '../../../client/react/account/provider.tsx';
import { type LogView, useChat } from '../../../client/react/chat/hooks.ts';
import type { ConversationId } from '../../../core/protocol/ids.ts';
import { isHeld } from './log-window.ts';

/**
 * True while it is on its way; where it is not found the log's end will do. `after`: my marker as it is now, null: nothing is
 * unread. Once the log was shown it is looked for no more, whatever is dropped of the log later.
 */
export function useFirstUnread(id: ConversationId, log: LogView, after: number | null): boolean {
  const { loadAround } = useChat();
  const [shown, setShown] = useState(false);
  const [sought, setSought] = useState<number | null>(null);
  const missing = !shown && log.state === 'ready' && after !== null && after !== sought && !isHeld(log, after + 1);
  if (!shown && log.state === 'ready' && !missing) setShown(true);
  useEffect(() => {
    if (!missing || after === null) return;
    const find = async () => {
      try {
        await loadAround(id, after + 1);
      } catch (error) {
        if (!(error instanceof CallError)) throw error;
      }
      setSought(after);
    };
    void find();
  }, [missing, id, after, loadAround]);
  return missing;
}
