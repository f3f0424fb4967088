// What the highlighter found, as elements; a name of its own becomes one of four colours, and what it does not know is plain.

import { Fragment, type ReactNode } from 'react';
import type { CodeNode } from './highlight.ts';

export function CodeView({ nodes }: { readonly nodes: readonly CodeNode[] }): ReactNode {
  return nodes.map((node, at) => {
    if (typeof node === 'string') return <Fragment key={at}>{node}</Fragment>;
    return (
      <span key={at} className={node.colour ?? undefined}>
        <CodeView nodes={node.children} />
      </span>
    );
  });
}
