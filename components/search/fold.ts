// A text as it is searched: without case, accents and width, each of its signs with its place in what is shown.

export interface Folded {
  readonly text: string;
  /** For each UTF-16 unit of `text`: the index of its code point in `signs`. */
  readonly at: readonly number[];
  /** The shown text, a code point each. */
  readonly signs: readonly string[];
}

export function fold(shown: string): Folded {
  const signs = [...shown];
  const at: number[] = [];
  let text = '';
  signs.forEach((sign, index) => {
    const plain = foldText(sign);
    text += plain;
    for (let unit = 0; unit < plain.length; unit += 1) at.push(index);
  });
  return { text, at, signs };
}

/** Both sides of a search go through this. */
export function foldText(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** The query as it is understood: folded words, an @ before a handle left out. */
export function wordsOf(query: string): readonly string[] {
  return foldText(query)
    .split(/\s+/)
    .map((word) => word.replace(/^@/, ''))
    .filter((word) => word !== '');
}
