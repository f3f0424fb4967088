'use client';
// The one index of this page. Pinyin comes when somebody searches; until it is here, or where it cannot come (offline, and
// never loaded before), names are found by their signs, and the next search asks for it again.

import { useEffect, useSyncExternalStore } from 'react';
import type { Finder } from './finder.ts';
import { wordsOf } from './fold.ts';
import { createIndex, type SearchIndex } from './index.ts';
import { loadPinyin } from './pinyin.ts';

const listeners = new Set<() => void>();
let current = createIndex(null);
let isLoading = false;

async function learn(): Promise<void> {
  if (isLoading || current.pinyin) return;
  isLoading = true;
  try {
    current = createIndex(await loadPinyin());
    for (const listener of listeners) listener();
  } catch (error) {
    console.warn('pinyin did not load', error);
  } finally {
    isLoading = false;
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

const read = () => current;

/** `wanted`: somebody searches now. Another object when pinyin has come. */
export function useSearchIndex(wanted: boolean): SearchIndex {
  useEffect(() => {
    if (wanted) void learn();
  }, [wanted]);
  return useSyncExternalStore(subscribe, read, read);
}

/** The index for those that are handed it (finder.ts). */
export const useIndexFinder: Finder = (query) => {
  const index = useSearchIndex(query !== '');
  const words = wordsOf(query);
  return (text) => index.match(text, words)?.rank ?? 0;
};
