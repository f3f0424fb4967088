'use client';
// What this device remembers of a person's habits: one value a key of localStorage, the same in all tabs without a reload,
// until they sign out. Where the browser keeps nothing (a private window, a full disk) it holds until the page is closed.

import { useSyncExternalStore } from 'react';

export interface Kept<T> {
  get(): T;
  set(value: T): void;
  subscribe(listener: () => void): () => void;
  /** What holds when nothing was chosen, and on the server. */
  readonly first: T;
}

function readText(key: string): string | null {
  try {
    return window.localStorage.getItem(key);
  } catch {
    return null;
  }
}

function writeText(key: string, text: string): void {
  try {
    window.localStorage.setItem(key, text);
  } catch {
    // Refused: `set` holds the value for as long as the page stands.
  }
}

function removeText(key: string): void {
  try {
    window.localStorage.removeItem(key);
  } catch {
    // Refused: nothing was kept there either.
  }
}

const forgets = new Set<() => void>();

/** At a sign-out: whoever is next here has habits of their own. Tabs that did not ask hear it from the browser. */
export function forgetKept(): void {
  for (const forget of forgets) forget();
}

/** `parse` must bear any text, since it may be an older version's; the value must be what JSON can say. */
export function kept<T>(key: string, first: T, parse: (value: unknown) => T): Kept<T> {
  const listeners = new Set<() => void>();
  let known: { readonly value: T } | undefined;
  const read = (text: string | null): T => {
    try {
      return text === null ? first : parse(JSON.parse(text));
    } catch {
      return first;
    }
  };
  const put = (value: T) => {
    known = { value };
    for (const listener of [...listeners]) listener();
  };
  const onStorage = (event: StorageEvent) => {
    if (event.key === key || event.key === null) put(read(event.newValue));
  };
  if (typeof window !== 'undefined') window.addEventListener('storage', onStorage);
  forgets.add(() => {
    removeText(key);
    put(first);
  });
  return {
    first,
    get() {
      known ??= { value: read(readText(key)) };
      return known.value;
    },
    set(value) {
      put(value);
      writeText(key, JSON.stringify(value));
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

export function useKept<T>({ subscribe, get, first }: Kept<T>): T {
  return useSyncExternalStore(subscribe, get, () => first);
}
