'use client';
// Says what comes while the log is open, and only that: scrolling and loading put messages in too, which nobody should hear.

import { useState } from 'react';
import { type LogItem, useMe } from '../../client/react/chat/hooks.ts';
import { useT } from '../../client/react/i18n/provider.tsx';
import type { WireEvent } from '../../core/protocol/wire.ts';
import { plainText } from '../text/plain-text.ts';
import { useName } from './titles.ts';

function lastEvent(items: readonly LogItem[]): WireEvent | null {
  const last = items.findLast((item) => item.type !== 'unsent');
  return last?.type === 'event' ? last.event : null;
}

export function LogVoice({ items }: { readonly items: readonly LogItem[] }) {
  const t = useT();
  const me = useMe();
  const last = lastEvent(items);
  const [openedAt] = useState(last?.seq ?? 0);
  const name = useName(last?.senderId ?? null);
  const isNew = last !== null && last.seq > openedAt && last.kind === 'message' && last.senderId !== me.id;
  return (
    <p aria-live="polite" className="sr-only">
      {isNew && last.text !== null ? t('message.arrived', { name, text: plainText(last.text) }) : null}
    </p>
  );
}
