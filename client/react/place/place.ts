'use client';
// Where the person is: the path of the address. Going elsewhere asks no server and happens at once, since all pages of the app
// are one page. Next's router is not asked: it hears of it when one goes back. Were it told of each step, it would draw its
// whole tree once more for each; its own mark in the state says that the step is known to it.

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

/** The state of a step, with what Next keeps in it. */
function stateFrom(from: string | null, isOver = false): object {
  const state: unknown = window.history.state;
  return { ...(typeof state === 'object' ? state : null), from, isOver };
}

function isOver(): boolean {
  const state: unknown = window.history.state;
  return typeof state === 'object' && state !== null && 'isOver' in state && state.isOver === true;
}

function tell(): void {
  for (const listener of [...listeners]) listener();
}

/** Whether something lies over the whole page as a step of its own, which Back takes away: the panel of a phone. */
export const useOver = (): boolean => useSyncExternalStore(subscribe, isOver, () => false);

export function layOver(): void {
  if (isOver()) return;
  window.history.pushState(stateFrom(window.location.pathname, true), '', window.location.pathname);
  tell();
}

export function takeAway(): void {
  if (isOver()) window.history.back();
}

/** To a path of the app. replace: without a step to come back to. */
export function go(path: string, { replace = false } = {}): void {
  if (path === window.location.pathname) return;
  if (replace) window.history.replaceState(stateFrom(cameFrom()), '', path);
  else window.history.pushState(stateFrom(window.location.pathname), '', path);
  tell();
}

/** Up to `path`: one step back where one came from there, so that the browser's own Back does not return to what was left. */
export function back(path: string): void {
  if (cameFrom() === path) window.history.back();
  else go(path, { replace: true });
}
