// Cuts a text into plain text, links and called names. Only http, https and mailto become links, shown as they were
// written; what a sentence puts behind an address is not part of it. Pure.

export type Piece =
  | { readonly type: 'text' | 'mention'; readonly text: string }
  | { readonly type: 'link'; readonly text: string; readonly href: string };

const LINK = /\bhttps?:\/\/[^\s<>"'`\u3000-\u303f\uff00-\uffef]+|\bmailto:[^\s<>"'`]+@[^\s<>"'`]+/gi;
const WORD = /[\p{Script=Latin}\p{N}]/u;
const TRAILING = /[.,;:!?…'"\])}>*_~]+$/;

/** An address without the punctuation behind it; a closing bracket stays where it has its opening one. */
function trimmed(address: string): string {
  let end = address.replace(TRAILING, '');
  for (const next of address.slice(end.length)) {
    if (next !== ')' || end.split('(').length <= end.split(')').length) break;
    end += next;
  }
  return end;
}

export function piecesOf(text: string, names: readonly string[]): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(LINK)) {
    const address = trimmed(match[0]);
    if (!URL.canParse(address)) continue;
    pieces.push(...mentionsIn(text.slice(from, match.index), names), { type: 'link', text: address, href: address });
    from = match.index + address.length;
  }
  return [...pieces, ...mentionsIn(text.slice(from), names)];
}

/** Which of these names are called in a text. */
export function namesIn(text: string, names: readonly string[]): ReadonlySet<string> {
  return new Set(mentionsIn(text, names).flatMap((piece) => (piece.type === 'mention' ? [piece.text.slice(1)] : [])));
}

/** A Latin name ends where its word ends; in a script without blanks the next word may follow at once. */
function isWhole(text: string, called: string, at: number): boolean {
  return !WORD.test(called.slice(-1)) || !WORD.test(text[at + called.length] ?? '');
}

/** Where several names begin at one place, the longest is meant. */
function mentionsIn(text: string, names: readonly string[]): Piece[] {
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
