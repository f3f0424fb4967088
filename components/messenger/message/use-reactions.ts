'use client';
// Turning one's reaction on or off: shown before the server has answered, taken back with the reason where it refuses.

import { useCallback, useState } from 'react';
import { useChat } from '../../../client/react/chat/hooks.ts';
import type { WireEvent } from '../../../core/protocol/wire.ts';
import { useAttempt } from '../use-attempt.ts';
import type { PendingReaction } from './pending-reactions.ts';

interface Reactions {
  readonly pending: readonly PendingReaction[];
  /** `event` as it is shown. */
  toggle(event: WireEvent, emoji: string): void;
}

export function useReactions(): Reactions {
  const { react } = useChat();
  const attempt = useAttempt();
  const [pending, setPending] = useState<readonly PendingReaction[]>([]);
  const toggle = useCallback(
    ({ conversationId, seq, reactions }: WireEvent, emoji: string) => {
      const on = !reactions.some((reaction) => reaction.emoji === emoji && reaction.mine);
      const mine = { seq, emoji, on };
      setPending((now) => [...now, mine]);
      attempt(async () => {
        try {
          await react(conversationId, seq, emoji, on);
        } finally {
          setPending((now) => now.filter((other) => other !== mine));
        }
      });
    },
    [react, attempt],
  );
  return { pending, toggle };
}
