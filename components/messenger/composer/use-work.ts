'use client';
// What one does in each conversation besides what is written there: whom one has picked, where one was reading, and the texts
// of recalled messages for "Edit again". It outlives a look at another conversation or page, and nothing of it leaves this page.

import { useCallback, useState } from 'react';
import { type ChatActions, useChat } from '../../../client/react/chat/hooks.ts';
import type { ConversationId } from '../../../core/protocol/ids.ts';
import type { Reading } from '../log/log-stand.ts';
import type { Called } from './mention-query.ts';

export interface Work {
  readonly called: readonly Called[];
  readonly recalled: ReadonlyMap<number, string>;
  /** Where one was reading; null: at the end. */
  readonly reading: Reading | null;
}

export type Desk = Map<ConversationId, Work>;

const NOTHING: Work = { called: [], recalled: new Map(), reading: null };

/** A desk goes with its chat: whoever signs in next finds nothing on it. */
const desks = new WeakMap<ChatActions, Desk>();

export function deskOf(chat: ChatActions): Desk {
  const desk = desks.get(chat) ?? new Map<ConversationId, Work>();
  desks.set(chat, desk);
  return desk;
}

export const useDesk = (): Desk => deskOf(useChat());

export function useWork(desk: Desk, id: ConversationId): readonly [Work, (change: Partial<Work>) => void] {
  const [work, setWork] = useState(() => desk.get(id) ?? NOTHING);
  const change = useCallback(
    (part: Partial<Work>) => {
      const next = { ...(desk.get(id) ?? NOTHING), ...part };
      desk.set(id, next);
      setWork(next);
    },
    [desk, id],
  );
  return [work, change];
}

/** Where one was reading when this look at the conversation began, and how it is left again: nothing is drawn for that. */
export function useReading(desk: Desk, id: ConversationId): readonly [Reading | null, (reading: Reading | null) => void] {
  const [began] = useState(() => desk.get(id)?.reading ?? null);
  const leave = useCallback((reading: Reading | null) => void desk.set(id, { ...(desk.get(id) ?? NOTHING), reading }), [desk, id]);
  return [began, leave];
}
