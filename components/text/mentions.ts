// Finds called names (@Ann) in plain text. Pure.

interface Piece {
  readonly type: 'text' | 'mention';
  readonly text: string;
}

const WORD = /[\p{Script=Latin}\p{N}]/u;

/** Which of these names are called in a text. */
export function namesIn(text: string, names: readonly string[]): ReadonlySet<string> {
  return new Set(mentionsIn(text, names).flatMap((piece) => (piece.type === 'mention' ? [piece.text.slice(1)] : [])));
}

/** A Latin name ends where its word ends; in a script without blanks the next word may follow at once. */
function isWhole(text: string, called: string, at: number): boolean {
  return !WORD.test(called.slice(-1)) || !WORD.test(text[at + called.length] ?? '');
}

/** Where several names begin at one place, the longest is meant. */
export function mentionsIn(text: string, names: readonly string[]): Piece[] {
  const pieces: Piece[] = [];
  const wanted = [...new Set(names)].map((name) => `@${name}`).sort((a, b) => b.length - a.length);
  let from = 0;
  for (let at = text.indexOf('@'); wanted.length > 0 && at >= 0; at = text.indexOf('@', Math.max(from, at + 1))) {
    const called = wanted.find((name) => text.startsWith(name, at) && isWhole(text, name, at));
    if (called === undefined) continue;
    if (at > from) pieces.push({ type: 'text', text: text.slice(from, at) });
    pieces.push({ type: 'mention', text: called });
    from = at + called.length;
  }
  return from === text.length ? pieces : [...pieces, { type: 'text', text: text.slice(from) }];
}
