// Whether a text is meant by a query, how well, and which of its signs are meant. Ranks: the whole text, its beginning, the
// beginnings of its words (or their initials), pinyin, any part. Pure. Thousands are asked for each letter that is typed, so
// what most of them are not is seen first, and what only a few need is made when they need it.

import { foldText, placesIn } from './fold.ts';
import { matchReadings } from './match-readings.ts';
import { hasHan, type Readings } from './pinyin.ts';

export const RANK = { exact: 6, prefix: 5, word: 4, pinyinStart: 3, pinyin: 2, part: 1 } as const;

export interface Match {
  readonly rank: number;
  /** Indexes of the code points that are meant, ascending. */
  readonly marks: readonly number[];
}

/** A text made ready to be searched many times. */
export interface Indexed {
  readonly shown: string;
  readonly text: string;
  /** Where words begin in the folded text, and their first units. */
  readonly starts: readonly number[];
  readonly initials: string;
  readonly hasHan: boolean;
}

const ASCII_END = 0x80;
const OTHER_WORD_SIGN = /[\p{L}\p{N}]/u;

function isWordSign(unit: number, text: string, at: number): boolean {
  if (unit >= ASCII_END) return OTHER_WORD_SIGN.test(String.fromCodePoint(text.codePointAt(at) ?? unit));
  return (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x30 && unit <= 0x39);
}

export function indexText(shown: string): Indexed {
  const text = foldText(shown);
  const isMixed = hasHan(text);
  const starts: number[] = [];
  let wasIn = false;
  let wasHan = false;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    // The second half of a sign that takes two units goes with the first.
    if (unit >= 0xdc00 && unit <= 0xdfff) continue;
    const isIn = isWordSign(unit, text, at);
    const isHan = isMixed && unit >= ASCII_END && hasHan(String.fromCodePoint(text.codePointAt(at) ?? unit));
    if (isIn && (!wasIn || isHan !== wasHan)) starts.push(at);
    wasIn = isIn;
    wasHan = isHan;
  }
  return { shown, text, starts, initials: starts.map((at) => text[at]).join(''), hasHan: isMixed };
}

type Span = readonly [from: number, to: number];

function marksOf({ shown }: Indexed, spans: readonly Span[]): number[] {
  const at = placesIn([...shown]);
  return [...new Set(spans.flatMap(([from, to]) => at.slice(from, to)))].sort((a, b) => a - b);
}

/** Each word at a place that `isAt` allows; null where one has none. */
function placesOf({ text }: Indexed, words: readonly string[], isAt: (unit: number) => boolean): Span[] | null {
  const spans: Span[] = [];
  for (const word of words) {
    let from = text.indexOf(word);
    while (from >= 0 && !isAt(from)) from = text.indexOf(word, from + 1);
    if (from < 0) return null;
    spans.push([from, from + word.length]);
  }
  return spans;
}

/** "al" for Autumn Launch. */
function initialsAt({ initials, starts }: Indexed, words: readonly string[]): Span[] | null {
  const word = words[0] ?? '';
  const from = words.length === 1 && word.length > 1 ? initials.indexOf(word) : -1;
  return from < 0 ? null : starts.slice(from, from + word.length).map((unit) => [unit, unit + 1]);
}

/** The marks are made when they are drawn: of thousands that match a few are. */
function lazily(rank: number, marksOf: () => readonly number[]): Match {
  return {
    rank,
    get marks() {
      return marksOf();
    },
  };
}

/** By what is written; null: by no part of it. */
function matchWritten(indexed: Indexed, words: readonly string[]): Match | null {
  const { text, starts } = indexed;
  const anywhere = words.every((word) => text.includes(word));
  const atWords = (anywhere ? placesOf(indexed, words, (unit) => starts.includes(unit)) : null) ?? initialsAt(indexed, words);
  const spans = atWords ?? (anywhere ? placesOf(indexed, words, () => true) : null);
  if (!spans) return null;
  const whole = words.join(' ');
  const rank = text === whole ? RANK.exact : text.startsWith(whole) ? RANK.prefix : atWords ? RANK.word : RANK.part;
  return lazily(rank, () => marksOf(indexed, spans));
}

/** `readings` null: pinyin is not here, or the text has none. */
export function matchText(indexed: Indexed, words: readonly string[], readings: Readings | null): Match | null {
  if (words.length === 0) return null;
  const written = matchWritten(indexed, words);
  if (written && written.rank > RANK.part) return written;
  const read = readings && matchReadings(indexed.shown, readings, words);
  if (read) return { rank: read[0] === 0 ? RANK.pinyinStart : RANK.pinyin, marks: read };
  return written;
}
