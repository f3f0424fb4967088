// Names by how they are read: 林晓雨 by linxiaoyu, lin x, lxy, l晓y. Each sign takes its whole reading, its first letter (or
// zh, ch, sh), or itself; the last of a word may be cut anywhere, since it is still being typed.

import { foldText } from './fold.ts';
import type { Readings } from './pinyin.ts';

const SKIPPED = /^[^\p{L}\p{N}]*$/u;
const INITIALS = ['zh', 'ch', 'sh'];
/** Longer words and queries are not read: nobody's name is. */
const MOST = 128;

/** How many letters of `rest` a sign read so may take, in the order in which they are tried. */
function takenBy(reading: string, rest: string): number[] {
  if (reading.startsWith(rest)) return [rest.length];
  const taken: number[] = [];
  if (rest.startsWith(reading)) taken.push(reading.length);
  if (INITIALS.some((initial) => reading.startsWith(initial) && rest.startsWith(initial))) taken.push(2);
  if (reading[0] === rest[0]) taken.push(1);
  return taken;
}

interface Search {
  readonly signs: readonly string[];
  readonly readings: Readings;
  readonly words: readonly string[];
  /** Places that were tried in vain, so that a long text of like signs costs no more than its length. */
  readonly failed: Set<number>;
}

/** The signs from `sign` on that take the rest of the query, from `offset` of its word `word`; null: they do not. */
function walk(search: Search, sign: number, word: number, offset: number): number[] | null {
  const { signs, readings, words, failed } = search;
  const rest = words[word]?.slice(offset);
  if (rest === undefined) return [];
  if (rest === '') return walk(search, sign, word + 1, 0);
  const shown = signs[sign];
  const key = (sign * MOST + word) * MOST + offset;
  if (shown === undefined || failed.has(key)) return null;
  const plain = foldText(shown);
  if (SKIPPED.test(plain)) return walk(search, sign + 1, word, offset);
  const taken = (readings[sign] ?? []).flatMap((reading) => takenBy(reading, rest));
  if (rest.startsWith(plain)) taken.unshift(plain.length);
  for (const letters of taken) {
    const more = walk(search, sign + 1, word, offset + letters);
    if (more) return [sign, ...more];
  }
  failed.add(key);
  return null;
}

/** Where a reading of the text begins as the query does; nearly all texts have no such place. */
function beginnings(shown: string, readings: Readings, first: string): number[] {
  const isShown = shown.includes(first);
  const found: number[] = [];
  readings.forEach((own, sign) => {
    if (own && (isShown || own.some((reading) => reading.startsWith(first)))) found.push(sign);
  });
  return found;
}

/** The indexes of the code points that are meant; null: none are. */
export function matchReadings(shown: string, readings: Readings, words: readonly string[]): number[] | null {
  if (words.length > MOST || words.some((word) => word.length > MOST)) return null;
  const places = beginnings(shown, readings, words[0]?.[0] ?? '');
  if (places.length === 0) return null;
  const search: Search = { signs: [...shown], readings, words, failed: new Set() };
  for (const sign of places) {
    const found = walk(search, sign, 0, 0);
    if (found) return found;
  }
  return null;
}
