'use client';
// The colours of a block of code, once it has been in view; kept for as long as the block is, so that it never flickers.

import { type RefObject, useEffect, useState } from 'react';
import type { CodeNode } from './highlight.ts';
import type { Block } from './tree.ts';

type Code = Extract<Block, { type: 'code' }>;

/** Colouring more than this would be felt. */
const MAX_UNITS = 12_000;
const known = new WeakMap<Code, readonly CodeNode[]>();

async function colour(block: Code): Promise<readonly CodeNode[] | null> {
  const { highlight } = await import('./highlight.ts');
  const nodes = highlight(block.lang, block.text);
  if (nodes) known.set(block, nodes);
  return nodes;
}

export function useColours(box: RefObject<HTMLElement | null>, block: Code): readonly CodeNode[] | null {
  const [colours, setColours] = useState(known.get(block) ?? null);
  const wanted = colours === null && block.lang !== '' && block.text.length <= MAX_UNITS;
  useEffect(() => {
    const element = box.current;
    if (!wanted || !element) return;
    let shown = true;
    const observer = new IntersectionObserver((seen) => {
      if (!seen.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      // Without the highlighter (offline, say) the code stays as it is, readable.
      colour(block).then(
        (nodes) => (shown ? setColours(nodes) : undefined),
        () => undefined,
      );
    });
    observer.observe(element);
    return () => {
      shown = false;
      observer.disconnect();
    };
  }, [box, block, wanted]);
  return colours;
}
