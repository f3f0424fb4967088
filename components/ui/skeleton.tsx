'use client';
// Stand-ins of the final size, so that nothing jumps; they come after 150 ms only. Never where known data can stand.

import { useT } from '../../client/react/i18n/provider.tsx';
import { cx } from './cx.ts';

/** Its size and corners are the caller's, those of what it stands for. */
function Skeleton({ className }: { readonly className: string }) {
  return <span className={cx('skeleton block', className)} />;
}

// Widths of name and line, a row each: at most these are drawn.
const ROWS = [
  ['w-3/5', 'w-5/6'],
  ['w-2/5', 'w-3/4'],
  ['w-1/2', 'w-11/12'],
  ['w-1/3', 'w-2/3'],
  ['w-2/5', 'w-4/5'],
  ['w-1/2', 'w-1/3'],
] as const;

/** `page`: rows of a page, without an inset and with the mark of a thing instead of a person. */
export function RowSkeletons({ rows = ROWS.length, page }: { readonly rows?: number; readonly page?: boolean }) {
  const t = useT();
  return (
    <div role="status" className="skeletons">
      <span className="sr-only">{t('states.loading')}</span>
      {ROWS.slice(0, rows).map(([name, line]) => (
        <div
          key={`${name} ${line}`}
          className={cx(
            'grid items-center gap-3',
            page ? 'h-16 grid-cols-[40px_1fr]' : 'h-(--row-h) grid-cols-[var(--row-avatar)_1fr] px-4',
          )}
        >
          <Skeleton className={page ? 'size-10 rounded-l' : 'size-(--row-avatar) rounded-full'} />
          <span className="grid gap-2.5">
            <Skeleton className={cx('h-3 rounded-s', name)} />
            <Skeleton className={cx('h-3 rounded-s', line)} />
          </span>
        </div>
      ))}
    </div>
  );
}

const BUBBLES = ['w-52', 'ml-auto w-64', 'w-80', 'w-44', 'ml-auto w-56'];

/** `quiet`: what it waits for is said beside it. */
export function LogSkeletons({ quiet }: { readonly quiet?: boolean }) {
  const t = useT();
  return (
    <div role={quiet ? undefined : 'status'} aria-hidden={quiet} className="skeletons flex flex-col gap-3.5 p-5">
      {quiet ? null : <span className="sr-only">{t('states.loading')}</span>}
      {BUBBLES.map((width) => (
        <Skeleton key={width} className={cx('h-9 max-w-4/5 rounded-[14px]', width)} />
      ))}
    </div>
  );
}

const MORE = ['a', 'b', 'c', 'd'];

/** Stands for messages of a log that are not drawn yet, higher than a fling goes in a moment; `side`: of those that are. */
export function MoreSkeletons({ side }: { readonly side: 'above' | 'below' }) {
  return (
    <div
      aria-hidden
      data-room={side}
      className={cx('flex h-240 flex-none flex-col overflow-hidden', side === 'above' ? 'justify-end' : 'justify-start')}
    >
      {MORE.map((part) => (
        <LogSkeletons key={part} quiet />
      ))}
    </div>
  );
}
