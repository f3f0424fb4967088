// Cuts a text into plain text, links and called names. Only http, https and mailto become links, shown as they were
// written; what a sentence puts behind an address is not part of it. Pure.

export type Piece =
  | { readonly type: 'text' | 'mention'; readonly text: string }
  | { readonly type: 'link'; readonly text: string; readonly href: string };

const LINK = /\bhttps?:\/\/[^\s<>"'`\u3000-\u303f\uff00-\uffef]+|\bmailto:[^\s<>"'`]+@[^\s<>"'`]+/gi;
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

function mentionsIn(text: string, names: readonly string[]): Piece[] {
  const pieces: Piece[] = [];
  const wanted = names.map((name) => `@${name}`).sort((a, b) => b.length - a.length);
  let plain = '';
  for (let at = 0; at < text.length; ) {
    const called = wanted.find((name) => text.startsWith(name, at));
    if (called === undefined) {
      plain += text[at];
      at += 1;
      continue;
    }
    if (plain !== '') pieces.push({ type: 'text', text: plain });
    plain = '';
    pieces.push({ type: 'mention', text: called });
    at += called.length;
  }
  return plain === '' ? pieces : [...pieces, { type: 'text', text: plain }];
}
