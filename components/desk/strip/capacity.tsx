'use client';
// How many tickets one has of how many one may have: a segment each, and the numbers.

import { useT } from '../../../client/react/i18n/provider.tsx';
import { cx } from '../../ui/cx.ts';

/** More would be no picture. */
const SEGMENTS = 10;
const PLACES = Array.from({ length: SEGMENTS }, (_, place) => place);

export function Capacity({ load, capacity }: { readonly load: number; readonly capacity: number }) {
  const t = useT();
  const over = load > capacity;
  return (
    <span
      role="img"
      aria-label={t('desk.capacityOf', { load, capacity })}
      title={t('desk.capacityOf', { load, capacity })}
      className="inline-flex flex-none items-center gap-2 text-13"
    >
      {capacity <= SEGMENTS ? (
        <span className="flex gap-[3px] max-md:hidden">
          {PLACES.slice(0, capacity).map((place) => (
            <i
              key={place}
              className={cx(
                'h-2 w-3.5 rounded-[2px] border',
                place < load ? (over ? 'border-warning bg-warning' : 'border-accent bg-accent') : 'border-line-strong',
              )}
            />
          ))}
        </span>
      ) : null}
      <span className={cx('tabular-nums', over && 'text-warning-text')}>
        <b>{load}</b>/{capacity}
      </span>
    </span>
  );
}
