'use client';
// What one is about to do in each conversation besides its draft: which message is answered or changed, the changed text,
// whom one has picked, where one was reading, and the texts of recalled messages for "Edit again". It outlives a look at another conversation, and
// nothing of it leaves this page.

import { useCallback, useState } from 'react';
import type { ConversationId } from '../../core/protocol/ids.ts';
import type { WireEvent } from '../../core/protocol/wire.ts';
import type { Reading } from './log-stand.ts';
import type { Called } from './mention-query.ts';

export type Mode =
  | { readonly kind: 'write' }
  | { readonly kind: 'reply'; readonly event: WireEvent }
  | { readonly kind: 'edit'; readonly event: WireEvent };

export interface Work {
  readonly mode: Mode;
  /** The text of a message while it is changed; null: as it stands. */
  readonly changed: string | null;
  readonly called: readonly Called[];
  readonly recalled: ReadonlyMap<number, string>;
  /** Where one was reading; null: at the end. */
  readonly reading: Reading | null;
}

export type Desk = Map<ConversationId, Work>;

const NOTHING: Work = { mode: { kind: 'write' }, changed: null, called: [], recalled: new Map(), reading: null };

export function createDesk(): Desk {
  return new Map();
}

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
