'use client';
// The words of a text: marked, as code, as links, with the names that are called in what is plain.

import { Fragment, type ReactNode } from 'react';
import { Mention } from '../ui/bubble.tsx';
import { keyed } from './keyed.ts';
import { mentionsIn } from './mentions.ts';
import { SafeLink } from './safe-link.tsx';
import { type Inline, wordsOf } from './tree.ts';

interface Props {
  readonly nodes: readonly Inline[];
  /** A name that is called -> whether it is the reader's. */
  readonly called: ReadonlyMap<string, boolean>;
}

const HAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

export function InlineView({ nodes, called }: Props) {
  return keyed(nodes).map(({ key, part }) => <Fragment key={key}>{draw(part, called)}</Fragment>);
}

function draw(node: Inline, called: Props['called']): ReactNode {
  switch (node.type) {
    case 'text':
      return <Words text={node.text} called={called} />;
    case 'code':
      return <code>{node.text}</code>;
    case 'strong':
      return (
        <strong>
          <InlineView nodes={node.children} called={called} />
        </strong>
      );
    case 'em':
      // Han has no italics: there emphasis is weight.
      return (
        <em className={HAN.test(wordsOf(node.children)) ? 'font-strong not-italic' : undefined}>
          <InlineView nodes={node.children} called={called} />
        </em>
      );
    case 'del':
      return (
        <del>
          <InlineView nodes={node.children} called={called} />
        </del>
      );
    case 'link':
      return (
        <SafeLink href={node.href} leadsTo={node.leadsTo}>
          <InlineView nodes={node.children} called={NOBODY} />
        </SafeLink>
      );
  }
}

const NOBODY: Props['called'] = new Map();

function Words({ text, called }: { readonly text: string; readonly called: Props['called'] }): ReactNode {
  if (called.size === 0 || !text.includes('@')) return text;
  let at = 0;
  return mentionsIn(text, [...called.keys()]).map((piece) => {
    const key = at;
    at += piece.text.length;
    return (
      <Fragment key={key}>
        {piece.type === 'mention' ? <Mention me={called.get(piece.text.slice(1)) === true}>{piece.text}</Mention> : piece.text}
      </Fragment>
    );
  });
}
