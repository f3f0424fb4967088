// Reads the text of a message as Markdown. The same object (an event, an unsent item) is read once.
import { LIMITS } from '../../core/protocol/limits.ts';
import { blocksOf } from './blocks.ts';
import { parseInline } from './inline.ts';
import type { Block } from './tree.ts';

/** A text beyond this (an import may bring one) stands as it was written. */
const MAX_UNITS = LIMITS.textUnits;

export function parseText(text: string): readonly Block[] {
  if (text.length > MAX_UNITS) return [{ type: 'text', children: [{ type: 'text', text }] }];
  return blocksOf(text.replace(/\r\n?/g, '\n').split('\n'));
}

/** `of`: what the text belongs to, the same object for as long as it is the same. */
function once<T>(read: (text: string) => T): (of: object, text: string) => T {
  const known = new WeakMap<object, { readonly text: string; readonly value: T }>();
  return (of, text) => {
    const held = known.get(of);
    if (held?.text === text) return held.value;
    const value = read(text);
    known.set(of, { text, value });
    return value;
  };
}

export const blocksFor = once(parseText);
/** What is said in the flow of a sentence: its words, no blocks. */
export const lineFor = once(parseInline);
