'use client';
// My marker follows what I see in a window that has the focus: line by line, and to the head at the log's end.

import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useChat } from '../../../client/react/chat/hooks.ts';
import type { ConversationId } from '../../../core/protocol/ids.ts';

/** What is seen counts after so long, ms. */
const SEEN_MS = 250;

function isLookedAt(): boolean {
  return document.visibilityState === 'visible' && document.hasFocus();
}

function useLookedAt(): boolean {
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
  return looked;
}

interface Options {
  readonly id: ConversationId;
  /** As the conversation has them. */
  readonly unread: number;
  readonly readSeq: number;
  readonly head: number;
  /** The end of its log is in view. */
  readonly atEnd: boolean;
}

interface Marking {
  /** To be told the lowest line that is in view. */
  readonly onSeen: (seq: number) => void;
  /** As far as this has moved the marker. */
  readonly own: RefObject<number>;
}

export function useMarkRead({ id, unread, readSeq, head, atEnd }: Options): Marking {
  const chat = useChat();
  const looked = useLookedAt();
  const seen = useRef(0);
  const own = useRef(0);
  const markRead = useCallback(
    (seq: number) => {
      own.current = Math.max(own.current, seq);
      chat.markRead(id, seq);
    },
    [chat, id],
  );
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const tell = useRef<() => void>(undefined);
  useLayoutEffect(() => {
    tell.current = () => {
      timer.current = undefined;
      const seq = Math.min(seen.current, head);
      if (looked && unread > 0 && seq > readSeq) markRead(seq);
    };
  });
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    if (!looked || unread === 0) return;
    if (atEnd) markRead(head);
    else tell.current?.();
  }, [atEnd, looked, unread, head, markRead]);
  const onSeen = (seq: number) => {
    if (seq <= seen.current) return;
    seen.current = seq;
    timer.current ??= setTimeout(() => tell.current?.(), SEEN_MS);
  };
  return { onSeen, own };
}
