'use client';
// Says what comes while the log is open, and only that: one message with its sender, several at once as a number.

import { useState } from 'react';
import { type LogItem, useMe } from '../../../client/react/chat/hooks.ts';
import { useT } from '../../../client/react/i18n/provider.tsx';
import { plainText } from '../../text/plain-text.ts';
import { useName } from '../titles.ts';
import { type News, newsOf } from './log-news.ts';

/** `head`: the last event that is known of, held or not. */
export function LogVoice({ items, head }: { readonly items: readonly LogItem[]; readonly head: number }) {
  const t = useT();
  const me = useMe();
  const [heard, setHeard] = useState<News>({ seq: head, messages: [] });
  const news = newsOf(heard, items, me.id);
  if (news !== heard) setHeard(news);
  const [first] = news.messages;
  const count = news.messages.length;
  const name = useName(first?.senderId ?? null);
  return (
    <p aria-live="polite" className="sr-only">
      {count === 1 && first && first.text !== null ? t('message.arrived', { name, text: plainText(first.text) }) : null}
      {count > 1 ? t('voice.many', { count }) : null}
    </p>
  );
}
