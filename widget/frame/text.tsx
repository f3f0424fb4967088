// The words of a message as they were written; addresses in them can be followed, in a tab of their own.
import { Fragment } from 'react';

const ADDRESS = /https?:\/\/[^\s<>"'`]+/g;
/** What ends a sentence is not part of an address, nor a bracket that was opened before it. */
const TAIL = /[.,;:!?，。；：！？、)\]}）】」』]+$/;

export interface Piece {
  readonly text: string;
  readonly href: string | null;
}

export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const { 0: found, index } of text.matchAll(ADDRESS)) {
    const address = found.replace(TAIL, '');
    if (!URL.canParse(address)) continue;
    if (index > at) pieces.push({ text: text.slice(at, index), href: null });
    pieces.push({ text: address, href: address });
    at = index + address.length;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), href: null });
  return pieces;
}

export function Text({ text }: { readonly text: string }) {
  return piecesOf(text).map(({ text: words, href }, index) => {
    const key = `${index}`;
    if (href === null) return <Fragment key={key}>{words}</Fragment>;
    return (
      <a key={key} href={href} target="_blank" rel="noopener noreferrer nofollow ugc">
        {words}
      </a>
    );
  });
}
