// Where a backslash takes the meaning from what follows it and goes. In a path (C:\a\*), behind a symbol (¯\_(ツ)_/¯) and
// before what marks nothing it stays, and what follows it means nothing either way. Pure.

const MARKS = /^[*_~`[\]]$/;
const WORD = /^[\p{L}\p{M}\p{N}\p{Sk}\\:/]$/u;
const LINE_MARKS = /^[#>+-]$/;

/** The longest mark of a line: blanks and nine digits. */
const NEAR = 14;

export type Escape = 'drop' | 'keep' | null;

/** Reads escapes from the beginning of one text to its end: the second of a pair counts if the first did. */
export function createEscapes(text: string): (at: number) => Escape {
  const begun = new Set<string>();
  return (at) => {
    const next = text[at + 1] ?? '';
    const before = text[at - 1] ?? '';
    if (MARKS.test(next)) {
      if (WORD.test(before) && !begun.has(next)) return 'keep';
      begun.add(next);
      return 'drop';
    }
    const near = text.slice(Math.max(0, at - NEAR), at);
    const line = near.slice(near.lastIndexOf('\n') + 1);
    if (line.length === NEAR) return null;
    if (LINE_MARKS.test(next) && line.trim() === '' && /^\s/.test(text[at + 2] ?? '')) return 'drop';
    return (next === '.' || next === ')') && /^\s*\d{1,9}$/.test(line) && /^\s/.test(text[at + 2] ?? '') ? 'drop' : null;
  };
}
