'use client';
// The text of a message as nodes: links to the web and to mail, names that are called. Nothing is ever read as markup.

import { Fragment, type ReactNode } from 'react';
import { useMe, useNames } from '../../client/react/chat/hooks.ts';
import type { UserId } from '../../core/protocol/ids.ts';
import type { EventData } from '../../core/protocol/wire.ts';
import { Mention } from '../ui/bubble.tsx';
import { EVERYONE } from './mention-query.ts';
import { type Piece, piecesOf } from './text-pieces.ts';

interface Props {
  readonly text: string;
  readonly data: EventData | null;
}

export function mentionsOf(data: EventData | null): readonly UserId[] {
  return Array.isArray(data?.mentions) ? data.mentions : [];
}

export function MessageText({ text, data }: Props) {
  const me = useMe();
  const names = useNames(mentionsOf(data)).split('\n');
  const called = new Map(names.map((name, index) => [name, mentionsOf(data)[index] === me.id]));
  if (data?.mentionsAll === true) for (const word of EVERYONE) called.set(word, true);
  called.delete('');
  let at = 0;
  return piecesOf(text, [...called.keys()]).map((piece) => {
    const key = at;
    at += piece.text.length;
    return <Fragment key={key}>{draw(piece, called)}</Fragment>;
  });
}

function draw(piece: Piece, called: ReadonlyMap<string, boolean>): ReactNode {
  if (piece.type === 'mention') return <Mention me={called.get(piece.text.slice(1)) === true}>{piece.text}</Mention>;
  if (piece.type !== 'link') return piece.text;
  return (
    <a href={piece.href} target="_blank" rel="noopener noreferrer nofollow">
      {piece.text}
    </a>
  );
}
