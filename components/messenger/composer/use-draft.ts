'use client';
// What is written in a composer, as the text area needs it: here at once on each key, since an answer that came a moment later
// would move the cursor and break an input method. The engine keeps it; what it changes by itself comes back.

import { useCallback, useState } from 'react';
import { type ConversationView, type Mode, useChat } from '../../../client/react/chat/hooks.ts';

/** `kept` until it is set here, and again when it changes by itself. */
function useOwn<T>(kept: T): readonly [T, (value: T) => void] {
  const [own, setOwn] = useState(kept);
  const [seen, setSeen] = useState(kept);
  if (kept !== seen) {
    setSeen(kept);
    if (kept !== own) setOwn(kept);
  }
  return [own, setOwn];
}

export function useDraft({ id, draft }: Pick<ConversationView, 'id' | 'draft'>): readonly [string, (text: string) => void] {
  const chat = useChat();
  const [text, setText] = useOwn(draft);
  const write = (next: string) => {
    setText(next);
    chat.setDraft(id, next);
    chat.typing(id, next.trim() !== '');
  };
  return [text, write];
}

/** Which message is answered or changed, and the changed text. */
export function useMode({ id, mode }: Pick<ConversationView, 'id' | 'mode'>): readonly [Mode, (mode: Mode) => void] {
  const { setMode } = useChat();
  const [own, setOwn] = useOwn(mode);
  const enter = useCallback(
    (next: Mode) => {
      setOwn(next);
      setMode(id, next);
    },
    [id, setMode, setOwn],
  );
  return [own, enter];
}
