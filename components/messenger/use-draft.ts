'use client';
// The draft as the text area needs it: here at once on each key, since an answer that came a moment later would move the
// cursor and break an input method. The engine keeps it; what it changes by itself comes back.

import { useState } from 'react';
import { type ConversationView, useChat } from '../../client/react/chat/hooks.ts';

export function useDraft({ id, draft }: ConversationView): readonly [string, (text: string) => void] {
  const chat = useChat();
  const [text, setText] = useState(draft);
  const [seen, setSeen] = useState(draft);
  if (draft !== seen) {
    setSeen(draft);
    if (draft !== text) setText(draft);
  }
  const write = (next: string) => {
    setText(next);
    chat.setDraft(id, next);
    chat.typing(id, next.trim() !== '');
  };
  return [text, write];
}
