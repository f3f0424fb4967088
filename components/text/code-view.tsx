// What the highlighter found, as elements; a name of its own becomes one of four colours, and what it does not know is plain.

import { Fragment, type ReactNode } from 'react';
import type { CodeNode } from './highlight.ts';
import { keyed } from './keyed.ts';

export function CodeView({ nodes }: { readonly nodes: readonly CodeNode[] }): ReactNode {
  return keyed(nodes).map(({ key, part }) =>
    typeof part === 'string' ? (
      <Fragment key={key}>{part}</Fragment>
    ) : (
      <span key={key} className={part.colour ?? undefined}>
        <CodeView nodes={part.children} />
      </span>
    ),
  );
}
