'use client';
// How many tickets somebody has of how many they may have: a segment each while those are few, and the numbers. Above it they say so.

import { useT } from '../../client/react/i18n/provider.tsx';
import { cx } from '../ui/cx.ts';

/** Of a larger capacity each stands for several. */
const SEGMENTS = 8;
const PLACES = Array.from({ length: SEGMENTS }, (_, place) => place);

export function Capacity({ load, capacity }: { readonly load: number; readonly capacity: number }) {
  const t = useT();
  const over = load > capacity;
  const places = PLACES.slice(0, capacity);
  const taken = Math.ceil((Math.min(load, capacity) / capacity) * places.length);
  const label = t(over ? 'desk.capacityOver' : 'desk.capacityOf', { load, capacity });
  return (
    <span role="img" aria-label={label} title={label} className="inline-flex flex-none items-center gap-2 text-13">
      <span className="flex gap-0.5 max-md:hidden">
        {places.map((place) => (
          <i
            key={place}
            className={cx(
              'h-2 w-3 rounded-[2px] border',
              place < taken ? (over ? 'border-warning bg-warning' : 'border-accent bg-accent') : 'border-line-strong',
            )}
          />
        ))}
      </span>
      <span className={cx('min-w-8 text-right tabular-nums', over && 'text-warning-text')}>
        <b>{load}</b>/{capacity}
      </span>
    </span>
  );
}
