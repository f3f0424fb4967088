'use client';
// Makes the names of the list ready in small pieces while the palette is open, so that the first letter does not wait.

import { useEffect } from 'react';
import { type ConversationView, useConversations } from '../../client/react/chat/hooks.ts';
import { titleOf } from '../messenger/titles.ts';
import type { SearchIndex } from '../search/index.ts';

const SLICE_MS = 6;

export function usePrepared(index: SearchIndex): void {
  const rows = useConversations();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const prepare = (list: readonly ConversationView[], from: number) => {
      const until = performance.now() + SLICE_MS;
      let at = from;
      for (let row = list[at]; row && performance.now() < until; row = list[++at]) index.prepare(titleOf(row));
      if (at < list.length) timer = setTimeout(() => prepare(list, at), 0);
    };
    if (rows) prepare(rows, 0);
    return () => clearTimeout(timer);
  }, [rows, index]);
}
