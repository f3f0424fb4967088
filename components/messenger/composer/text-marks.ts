// Markdown by keys: what is selected is put between marks, or taken out of them. Pure.

export type Mark = '**' | '*' | '`';

/** Replaces from..to by `piece`, and selects `select` of the new text. */
export interface Change {
  readonly from: number;
  readonly to: number;
  readonly piece: string;
  readonly select: readonly [number, number];
}

const FENCE = '```';

function countBack(text: string, at: number, sign: string): number {
  let count = 0;
  while (text[at - 1 - count] === sign) count++;
  return count;
}

function countOn(text: string, at: number, sign: string): number {
  let count = 0;
  while (text[at + count] === sign) count++;
  return count;
}

/** Of `***both***` one star is slant and two are weight. */
function isMarked(text: string, from: number, to: number, mark: Mark): boolean {
  const sign = mark.charAt(0);
  const around = Math.min(countBack(text, from, sign), countOn(text, to, sign));
  return mark === '**' ? around >= 2 : around % 2 === 1;
}

export function markSelection(text: string, start: number, end: number, mark: Mark): Change {
  const selected = text.slice(start, end);
  // A mark with a blank inside is none in Markdown.
  const from = start + (selected.length - selected.trimStart().length);
  const to = Math.max(from, end - (selected.length - selected.trimEnd().length));
  const inner = text.slice(from, to);
  const { length } = mark;
  if (isMarked(text, from, to, mark)) {
    const shifted = from - length;
    return { from: shifted, to: to + length, piece: inner, select: [shifted, shifted + inner.length] };
  }
  if (mark === '`' && inner.includes('\n')) {
    const open = from === 0 || text[from - 1] === '\n' ? `${FENCE}\n` : `\n${FENCE}\n`;
    const select = from + open.length;
    return { from, to, piece: `${open}${inner}\n${FENCE}`, select: [select, select + inner.length] };
  }
  return { from, to, piece: mark + inner + mark, select: [from + length, from + length + inner.length] };
}
