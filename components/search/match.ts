// Whether a text is meant by a query, how well, and which of its signs are meant. Ranks: the whole text, its beginning, the
// beginnings of its words (or their initials), pinyin, any part. Pure.

import { type Folded, fold } from './fold.ts';

import { matchReadings } from './match-readings.ts';
import { hasHan, type Readings } from './pinyin.ts';

export const RANK = { exact: 6, prefix: 5, word: 4, pinyinStart: 3, pinyin: 2, part: 1 } as const;

export interface Match {
  readonly rank: number;
  /** Indexes of the code points that are meant, ascending. */
  readonly marks: readonly number[];
}

/** A text made ready to be searched many times. */
export interface Indexed extends Folded {
  /** Where words begin in the folded text. */
  readonly starts: readonly number[];
  readonly hasHan: boolean;
}

const WORD_SIGN = /[\p{L}\p{N}]/u;

export function indexText(shown: string): Indexed {
  const folded = fold(shown);
  const starts: number[] = [];
  let before = '';
  for (let unit = 0; unit < folded.text.length; unit += 1) {
    const sign = folded.text[unit] ?? '';
    const isFirst = folded.at[unit] !== folded.at[unit - 1];
    if (isFirst && WORD_SIGN.test(sign) && (!WORD_SIGN.test(before) || hasHan(sign) !== hasHan(before))) starts.push(unit);
    before = sign;
  }
  return { ...folded, starts, hasHan: hasHan(shown) };
}

function marksOf({ at }: Indexed, spans: readonly (readonly [from: number, to: number])[]): number[] {
  return [...new Set(spans.flatMap(([from, to]) => at.slice(from, to)))].sort((a, b) => a - b);
}

/** Each word at a place that `isAt` allows; null where one has none. */
function placesOf({ text }: Indexed, words: readonly string[], isAt: (unit: number) => boolean) {
  const spans: [number, number][] = [];
  for (const word of words) {
    let from = text.indexOf(word);
    while (from >= 0 && !isAt(from)) from = text.indexOf(word, from + 1);
    if (from < 0) return null;
    spans.push([from, from + word.length]);
  }
  return spans;
}

/** "al" for Autumn Launch. */
function initialsAt({ text, starts }: Indexed, word: string): [number, number][] | null {
  if (word.length < 2) return null;
  const initials = starts.map((unit) => text[unit]).join('');
  const from = initials.indexOf(word);
  return from < 0 ? null : starts.slice(from, from + word.length).map((unit) => [unit, unit + 1]);
}

function matchWords(indexed: Indexed, words: readonly string[]): Match | null {
  const { text, starts } = indexed;
  const first = words[0] ?? '';
  const places = placesOf(indexed, words, (unit) => starts.includes(unit)) ?? (words.length === 1 ? initialsAt(indexed, first) : null);
  if (!places) return null;
  const whole = words.join(' ');
  const rank = text === whole ? RANK.exact : text.startsWith(whole) ? RANK.prefix : RANK.word;
  return { rank, marks: marksOf(indexed, places) };
}

/** `readings` null: pinyin is not here, or the text has none. */
export function matchText(indexed: Indexed, words: readonly string[], readings: Readings | null): Match | null {
  if (words.length === 0) return null;
  const literal = matchWords(indexed, words);
  if (literal) return literal;
  const read = readings && matchReadings(indexed.signs, readings, words);
  if (read) return { rank: read[0] === 0 ? RANK.pinyinStart : RANK.pinyin, marks: read };
  const parts = placesOf(indexed, words, () => true);
  if (!parts) return null;
  const isBeginning = indexed.text.startsWith(words.join(' '));
  return { rank: isBeginning ? RANK.prefix : RANK.part, marks: marksOf(indexed, parts) };
}
