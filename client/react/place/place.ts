'use client';
// Where the person is: the path of the address. Going elsewhere asks no server and happens at once, since all pages of the app
// are one page. Next's router hears of it by the history, and is never asked itself.

import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('popstate', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('popstate', listener);
  };
}

export const usePath = (): string =>
  useSyncExternalStore(
    subscribe,
    () => window.location.pathname,
    () => '/',
  );

/** The path of the step before this one; null: it was not a page of the app. */
function cameFrom(): string | null {
  const state: unknown = window.history.state;
  return typeof state === 'object' && state !== null && 'from' in state && typeof state.from === 'string' ? state.from : null;
}

/** To a path of the app. replace: without a step to come back to. */
export function go(path: string, { replace = false } = {}): void {
  if (path === window.location.pathname) return;
  if (replace) window.history.replaceState({ from: cameFrom() }, '', path);
  else window.history.pushState({ from: window.location.pathname }, '', path);
  for (const listener of [...listeners]) listener();
}

/** Up to `path`: one step back where one came from there, so that the browser's own Back does not return to what was left. */
export function back(path: string): void {
  if (cameFrom() === path) window.history.back();
  else go(path, { replace: true });
}
