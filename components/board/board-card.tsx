// One part of the board: a title, a word beside it, its content in a card of its own.

import type { ReactNode } from 'react';
import { cx } from '../ui/cx.ts';

interface Props {
  readonly title: string;
  readonly note?: ReactNode;
  readonly className?: string;
  readonly children: ReactNode;
}

export function BoardCard({ title, note, className, children }: Props) {
  return (
    <section aria-label={title} className={cx('flex min-h-0 min-w-0 flex-col rounded-l border border-line bg-surface-1 p-4', className)}>
      <div className="mb-2 flex flex-none flex-wrap items-baseline gap-x-3">
        <h2 className="flex-1 text-15 font-strong">{title}</h2>
        <div className="text-12 text-text-3">{note}</div>
      </div>
      {children}
    </section>
  );
}
