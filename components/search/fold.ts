// A text as it is searched: without case, accents and width.

/** Both sides of a search go through this. A sign folds to the same alone as in its text. */
export function foldText(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ς', 'σ');
}

/** For each UTF-16 unit of the folded text: the index of its code point in the shown one. */
export function placesIn(signs: readonly string[]): readonly number[] {
  return signs.flatMap((sign, index) => Array.from(foldText(sign), (plain) => Array.from({ length: plain.length }, () => index)).flat());
}

/** The query as it is understood: folded words, an @ before a handle left out. */
export function wordsOf(query: string): readonly string[] {
  return foldText(query)
    .split(/\s+/)
    .map((word) => word.replace(/^@/, ''))
    .filter((word) => word !== '');
}
