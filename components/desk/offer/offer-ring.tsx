'use client';
// How much time is left, as a ring around the seconds. It goes on by the second.

import { DESK_LIMITS } from '../../../core/protocol/desk.ts';

const RADIUS = 19.5;
const ROUND = 2 * Math.PI * RADIUS;
const RING = { cx: 22, cy: 22, r: RADIUS, fill: 'none', strokeWidth: 3 } as const;

/** `left`: seconds. */
export function OfferRing({ left }: { readonly left: number }) {
  const share = Math.min(1, (left * 1_000) / DESK_LIMITS.offerMs);
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
      <b className="text-15 tabular-nums">{left}</b>
    </span>
  );
}
