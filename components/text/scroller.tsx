// What is wider than its bubble and scrolls sideways: with a name, and a stop of the Tab key, as keys cannot scroll what they
// cannot reach. A group and no landmark: a log may hold many.

import type { ReactNode } from 'react';

interface Props {
  readonly label: string;
  readonly className: string;
  readonly children: ReactNode;
}

const named = (label: string) => ({ role: 'group', tabIndex: 0, 'aria-label': label }) as const;

export function Scroller({ label, className, children }: Props) {
  return (
    <div {...named(label)} className={className}>
      {children}
    </div>
  );
}
