// What is wider than its bubble and scrolls sideways: with a name, and reached by keys. No landmark: a log may hold many.

import type { ReactNode } from 'react';

interface Props {
  readonly label: string;
  readonly className: string;
  readonly children: ReactNode;
}

export function Scroller({ label, className, children }: Props) {
  return (
    <div role="group" aria-label={label} tabIndex={0} className={className}>
      {children}
    </div>
  );
}
