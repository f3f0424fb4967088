// What can be found, with all that is made ready once: a text is folded and read when it is first searched, and kept as long
// as the index. With 10,000 names a search is a matter of milliseconds.

import { type Indexed, indexText, type Match, matchText } from './match.ts';
import type { Pinyin, Readings } from './pinyin.ts';

/** More texts than this are forgotten, all at once. */
const MOST = 50_000;
const LETTER = /[a-z]/;

interface Held {
  readonly indexed: Indexed;
  readings: Readings | null;
}

export interface SearchIndex {
  /** Null: names are found by their signs alone. */
  readonly pinyin: Pinyin | null;
  /** Makes a text ready before it is asked for. */
  prepare(text: string): void;
  match(text: string, words: readonly string[]): Match | null;
}

export function createIndex(pinyin: Pinyin | null): SearchIndex {
  const held = new Map<string, Held>();
  const get = (text: string): Held => {
    const known = held.get(text);
    if (known) return known;
    if (held.size >= MOST) held.clear();
    const made: Held = { indexed: indexText(text), readings: null };
    held.set(text, made);
    return made;
  };
  const readingsOf = (text: string, entry: Held): Readings | null => {
    if (!pinyin || !entry.indexed.hasHan) return null;
    entry.readings ??= pinyin.readings(text);
    return entry.readings;
  };
  return {
    pinyin,
    prepare(text) {
      readingsOf(text, get(text));
    },
    match(text, words) {
      const entry = get(text);
      return matchText(entry.indexed, words, words.some((word) => LETTER.test(word)) ? readingsOf(text, entry) : null);
    },
  };
}
