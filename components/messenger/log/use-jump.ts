'use client';
// A message that is to be shown, asked for from outside of the log: each request is one object, and is gone to once, however
// often the log comes back.

import { useEffect, useEffectEvent } from 'react';
import type { ConversationId } from '../../../core/protocol/ids.ts';

export interface Jump {
  readonly id: ConversationId;
  readonly seq: number;
}

const taken = new WeakSet<Jump>();

/** Where to go in this conversation; null: nowhere, or one has been there. */
export function takeJump(id: ConversationId, jump: Jump | null): number | null {
  if (jump?.id !== id || taken.has(jump)) return null;
  taken.add(jump);
  return jump.seq;
}

export function useRequestedJump(id: ConversationId, jump: Jump | null, go: (seq: number) => void): void {
  const tell = useEffectEvent(go);
  useEffect(() => {
    const seq = takeJump(id, jump);
    if (seq !== null) tell(seq);
  }, [id, jump]);
}
