'use client';
// The keymap of this device: kept in its local storage, the same in all its tabs. Where nothing can be kept (a private
// window, a full disk) a change lasts as long as the page.

import { useSyncExternalStore } from 'react';
import { DEFAULT_KEYMAP, type Keymap, parseKeymap, serialise } from './keymap.ts';

const ITEM = 'parley.keys';

const listeners = new Set<() => void>();
let current: Keymap | null = null;

function readKept(): string | null {
  try {
    return localStorage.getItem(ITEM);
  } catch {
    return null;
  }
}

function keep(text: string): void {
  try {
    localStorage.setItem(ITEM, text);
  } catch (error) {
    console.warn('the keys are not kept', error);
  }
}

function put(keymap: Keymap): void {
  current = keymap;
  for (const listener of listeners) listener();
}

function onStorage(event: StorageEvent): void {
  if (event.key === ITEM || event.key === null) put(parseKeymap(event.newValue));
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) window.addEventListener('storage', onStorage);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) window.removeEventListener('storage', onStorage);
  };
}

export function currentKeymap(): Keymap {
  current ??= parseKeymap(readKept());
  return current;
}

export function useKeymap(): Keymap {
  return useSyncExternalStore(subscribe, currentKeymap, () => DEFAULT_KEYMAP);
}

export function setKeymap(keymap: Keymap): void {
  keep(serialise(keymap));
  put(keymap);
}
