'use client';
// Draws a text that was read (parse.ts): inside of a bubble, with its meta floating into the last line. Text blocks stand in
// the flow as they were written; only what is a block of its own gets an element of its own. Nothing is set as HTML.

import { Square, SquareCheck } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import { useT } from '../../client/react/i18n/provider.tsx';
import { Icon } from '../ui/icon.tsx';
import { CodeBlock } from './code-block.tsx';
import { isEmojiOnly } from './emoji-only.ts';
import { InlineView } from './inline-view.tsx';
import { keyed } from './keyed.ts';
import { Scroller } from './scroller.tsx';
import type { Align, Block } from './tree.ts';

/** A name that is called -> whether it is the reader's. */
export type Called = ReadonlyMap<string, boolean>;

interface Props {
  readonly blocks: readonly Block[];
  readonly called: Called;
}

export const TextView = memo(function TextView({ blocks, called }: Props) {
  const [only, second] = blocks;
  const [words] = only?.type === 'text' && !second ? only.children : [];
  if (only?.type === 'text' && only.children.length === 1 && words?.type === 'text' && isEmojiOnly(words.text))
    return <span className="emoji-only">{words.text}</span>;
  return <Blocks blocks={blocks} called={called} />;
});

function Blocks({ blocks, called }: Props) {
  return keyed(blocks).map(({ key, part }) =>
    part.type === 'text' && blocks.length === 1 ? (
      <InlineView key={key} nodes={part.children} called={called} />
    ) : (
      <BlockView key={key} block={part} called={called} />
    ),
  );
}

function BlockView({ block, called }: { readonly block: Block; readonly called: Called }): ReactNode {
  switch (block.type) {
    case 'text':
      return (
        <span className="text-run">
          <InlineView nodes={block.children} called={called} />
        </span>
      );
    case 'heading':
      return (
        <strong className="text-block text-heading">
          <InlineView nodes={block.children} called={called} />
        </strong>
      );
    case 'code':
      return <CodeBlock block={block} />;
    case 'quote':
      return (
        <blockquote className="text-block text-quote">
          <Blocks blocks={block.children} called={called} />
        </blockquote>
      );
    case 'list':
      return <List block={block} called={called} />;
    case 'table':
      return <Table block={block} called={called} />;
    case 'rule':
      return <hr className="text-block text-rule" />;
  }
}

function List({ block: { ordered, items }, called }: { readonly block: Extract<Block, { type: 'list' }>; readonly called: Called }) {
  const t = useT();
  const Tag = ordered ? 'ol' : 'ul';
  return (
    <Tag className="text-block text-list">
      {keyed(items).map(({ key, part: { marker, done, children } }) => (
        <li key={key}>
          {done === null ? (
            <span className="text-marker" aria-hidden={!ordered}>
              {ordered ? marker : '•'}
            </span>
          ) : (
            <span role="img" aria-label={done ? t('text.done') : t('text.toDo')} className="text-task">
              <Icon of={done ? SquareCheck : Square} size={16} />
            </span>
          )}
          <div className="text-item">
            <Blocks blocks={children} called={called} />
          </div>
        </li>
      ))}
    </Tag>
  );
}

const ALIGN: Readonly<Record<NonNullable<Align>, string>> = { left: 'text-left', center: 'text-center', right: 'text-right' };

function columns<T>(cells: readonly T[], align: readonly Align[]) {
  return keyed(cells).map((cell, at) => {
    const side = align[at];
    return { ...cell, className: side ? ALIGN[side] : undefined };
  });
}

function Table({ block: { align, head, rows }, called }: { readonly block: Extract<Block, { type: 'table' }>; readonly called: Called }) {
  const t = useT();
  return (
    <Scroller label={t('text.table')} className="text-block text-table">
      <table>
        <thead>
          <tr>
            {columns(head, align).map(({ key, part, className }) => (
              <th key={key} scope="col" className={className}>
                <InlineView nodes={part} called={called} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {keyed(rows).map((row) => (
            <tr key={row.key}>
              {columns(row.part, align).map(({ key, part, className }) => (
                <td key={key} className={className}>
                  <InlineView nodes={part} called={called} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroller>
  );
}
