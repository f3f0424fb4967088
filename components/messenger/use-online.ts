// Whether the browser has a network at all. One that it has may still lead nowhere.

import { useSyncExternalStore } from 'react';

function subscribe(listener: () => void): () => void {
  const off = new AbortController();
  for (const name of ['online', 'offline']) window.addEventListener(name, listener, { signal: off.signal });
  return () => off.abort();
}

export const useOnline = (): boolean =>
  useSyncExternalStore(
    subscribe,
    () => navigator.onLine,
    () => true,
  );
