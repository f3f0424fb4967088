'use client';
// A message that is to be shown, asked for from outside of the log: each request is one object, and is gone to once.

import { useEffect, useEffectEvent } from 'react';
import type { ConversationId } from '../../core/protocol/ids.ts';

export interface Jump {
  readonly id: ConversationId;
  readonly seq: number;
}

export function useRequestedJump(id: ConversationId, jump: Jump | null, go: (seq: number) => void): void {
  const tell = useEffectEvent(go);
  useEffect(() => {
    if (jump?.id === id) tell(jump.seq);
  }, [id, jump]);
}
