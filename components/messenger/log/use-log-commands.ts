'use client';
// What can be done from inside a log, as one object that lasts: so that messages are not drawn anew when the log is.

import { useLayoutEffect, useMemo, useRef } from 'react';
import { useChat } from '../../../client/react/chat/hooks.ts';
import type { ConversationId } from '../../../core/protocol/ids.ts';
import type { WireEvent } from '../../../core/protocol/wire.ts';
import type { LogCommands } from '../message/message-item.tsx';
import { useAttempt } from '../use-attempt.ts';
import { isHeld } from './log-window.ts';

/** What the conversation gives; the log adds the rest. */
export type OuterCommands = Omit<LogCommands, 'onJump' | 'onReact' | 'onDetails'>;

export interface InnerCommands {
  onJump(seq: number): void;
  onReact(event: WireEvent, emoji: string): void;
  onDetails(seq: number): void;
}

export function useLogCommands(outer: OuterCommands, inner: InnerCommands): LogCommands {
  const latest = useRef(inner);
  useLayoutEffect(() => {
    latest.current = inner;
  });
  return useMemo(
    () => ({
      ...outer,
      onJump: (seq) => latest.current.onJump(seq),
      onDetails: (seq) => latest.current.onDetails(seq),
      onReact: (event, emoji) => latest.current.onReact(event, emoji),
    }),
    [outer],
  );
}

/** A quote's way to its message, wherever that is. */
export function useJump(id: ConversationId, log: Parameters<typeof isHeld>[0], goTo: (seq: number) => void): (seq: number) => void {
  const { loadAround } = useChat();
  const attempt = useAttempt();
  return (seq) => {
    if (isHeld(log, seq)) goTo(seq);
    else
      attempt(async () => {
        await loadAround(id, seq);
        goTo(seq);
      });
  };
}
