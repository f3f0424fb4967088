'use client';
// What the window is like, without a wrong first paint: on the server and while hydrating it is the desk, then the truth.

import { useCallback, useSyncExternalStore } from 'react';

const lists = new Map<string, MediaQueryList>();

/** Made once: asking for a new one at each drawing costs more than the drawing. */
function listOf(query: string): MediaQueryList {
  let list = lists.get(query);
  if (!list) {
    list = window.matchMedia(query);
    lists.set(query, list);
  }
  return list;
}

/** Whether the window is as `query` says. */
export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (changed: () => void) => {
      const list = listOf(query);
      list.addEventListener('change', changed);
      return () => list.removeEventListener('change', changed);
    },
    [query],
  );
  return useSyncExternalStore(
    subscribe,
    () => listOf(query).matches,
    () => false,
  );
}

/** Under 768 px: one pane at a time, menus as sheets. */
export function usePhone(): boolean {
  return useMedia('(max-width: 767px)');
}
