'use client';
// What the window is like, without a wrong first paint: on the server and while hydrating it is the desk, then the truth.

import { useCallback, useSyncExternalStore } from 'react';

function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (changed: () => void) => {
      const list = window.matchMedia(query);
      list.addEventListener('change', changed);
      return () => list.removeEventListener('change', changed);
    },
    [query],
  );
  return useSyncExternalStore(
    subscribe,
    () => window.matchMedia(query).matches,
    () => false,
  );
}

/** Under 768 px: one pane at a time, menus as sheets. */
export function usePhone(): boolean {
  return useMedia('(max-width: 767px)');
}
