'use client';
// How what is opened later finds names: by the index that the page holds, handed down. Were the index imported there too, the
// bundler would cut the first load into smaller pieces, which weigh more.

import { createContext, useContext } from 'react';

/** How well a text is meant; 0: not at all. */
export type Rank = (text: string) => number;
/** A hook: it asks for pinyin while there is a query. */
export type Finder = (query: string) => Rank;

const plainFinder: Finder = (query) => (text) => (text.toLowerCase().includes(query.toLowerCase()) ? 1 : 0);

export const FinderContext = createContext<Finder>(plainFinder);

export function useRank(query: string): Rank {
  const useFinder = useContext(FinderContext);
  return useFinder(query.trim());
}
