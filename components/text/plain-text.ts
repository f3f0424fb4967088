// One line of a text without its markup, for rows, quotes and what is read out. Only the beginning is read, once a text.
import { parseText } from './parse.ts';
import { type Block, type Inline, wordsOf } from './tree.ts';

const READ_UNITS = 200;
const KEPT = 500;
/** Turns the direction of whatever follows; a line among others must not. */
const OVERRIDES = /[\u202d\u202e]/g;

function plainBlock(block: Block): string {
  switch (block.type) {
    case 'text':
    case 'heading':
      return wordsOf(block.children);
    case 'code':
      return block.text.split('\n').find((line) => line.trim() !== '') ?? '';
    case 'quote':
      return block.children.map(plainBlock).join(' ');
    case 'list':
      return block.items.map(({ marker, children }) => [/\d/.test(marker) ? marker : '•', ...children.map(plainBlock)].join(' ')).join(' ');
    case 'table':
      return [block.head, ...block.rows]
        .flat()
        .map((cell: readonly Inline[]) => wordsOf(cell))
        .join(' ');
    case 'rule':
      return '';
  }
}

function beginning(text: string): string {
  if (text.length <= READ_UNITS) return text;
  // Never half of a character.
  return text.slice(0, READ_UNITS).replace(/[\ud800-\udbff]$/, '');
}

function make(text: string): string {
  return parseText(beginning(text)).map(plainBlock).join(' ').replace(OVERRIDES, '').replace(/\s+/g, ' ').trim();
}

const known = new Map<string, string>();

/** At most about 200 units: it is cut by the line where it is shown. */
export function plainText(text: string): string {
  const key = beginning(text);
  const held = known.get(key);
  if (held !== undefined) return held;
  if (known.size >= KEPT) known.clear();
  const plain = make(key);
  known.set(key, plain);
  return plain;
}
