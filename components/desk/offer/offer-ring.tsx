'use client';
// How much time is left, as a ring around the seconds. It goes on by the second.

import { clockText } from '../../ui/clock-text.ts';
import { cx } from '../../ui/cx.ts';

const RADIUS = 19.5;
const ROUND = 2 * Math.PI * RADIUS;
const RING = { cx: 22, cy: 22, r: RADIUS, fill: 'none', strokeWidth: 3 } as const;

/** Both in seconds. */
export function OfferRing({ left, whole }: { readonly left: number; readonly whole: number }) {
  const share = Math.min(1, left / whole);
  return (
    <span className="relative grid size-11 flex-none place-items-center">
      <svg viewBox="0 0 44 44" aria-hidden className="absolute inset-0 -rotate-90">
        <circle {...RING} className="stroke-line" />
        <circle
          {...RING}
          strokeLinecap="round"
          strokeDasharray={`${share * ROUND} ${ROUND}`}
          className="stroke-accent transition-[stroke-dasharray] duration-(--dur-3)"
        />
      </svg>
      <b className={cx('tabular-nums', left < 100 ? 'text-15' : 'text-12')}>{left < 100 ? left : clockText(left * 1_000)}</b>
    </span>
  );
}
