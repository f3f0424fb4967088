'use client';
// Places taken and free, as segments and in figures. Above the capacity it says so.

import { useT } from '../../client/react/i18n/provider.tsx';
import { cx } from '../ui/cx.ts';

const MOST_SEGMENTS = 8;

export function Capacity({ load, capacity }: { readonly load: number; readonly capacity: number }) {
  const t = useT();
  const places = Array.from({ length: Math.min(capacity, MOST_SEGMENTS) }, (_, i) => i);
  const taken = Math.ceil((Math.min(load, capacity) / capacity) * places.length);
  return (
    <span className="flex flex-none items-center gap-2" title={load > capacity ? t('board.above') : undefined}>
      <span aria-hidden className="flex gap-0.5 max-md:hidden">
        {places.map((place) => (
          <span
            key={place}
            className={cx('h-2 w-3 rounded-[2px] border', place < taken ? 'border-accent bg-accent' : 'border-line-strong')}
          />
        ))}
      </span>
      <span className={cx('w-9 text-right text-13 tabular-nums', load > capacity && 'font-strong text-danger-text')}>
        <span aria-hidden>{t('board.load', { load, capacity })}</span>
        <span className="sr-only">
          {t('board.loadSays', { load, capacity })}
          {load > capacity ? `, ${t('board.above')}` : ''}
        </span>
      </span>
    </span>
  );
}
