'use client';
// Which rows of a long list are drawn: those in view, some around them, and the one that has the focus, wherever it is. All
// rows are equally high (--row-h).

import { type RefObject, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react';

/** Rows that are drawn around those in view, and by how many the drawn part moves. */
const AROUND = 16;
const STEP = 8;

interface RowWindow {
  readonly box: RefObject<HTMLElement | null>;
  /** The first one in view, about, and how many are. */
  readonly first: number;
  readonly fits: number;
  /** Those that are drawn, ascending. */
  readonly drawn: readonly number[];
  /** Room before the `place`-th of them for what is not drawn there, px; past the last one, below it. */
  room(place: number): number;
  onScroll(): void;
  /** Scrolls as little as brings it into view. */
  reveal(index: number): void;
}

/** `focused`, -1: none. `selected`: which row comes into view when `selectedId` is another one; -1: none. */
export function useRowWindow(count: number, focused: number, selected: number, selectedId: string | null): RowWindow {
  const box = useRef<HTMLElement>(null);
  const [{ first, fits, height }, setSeen] = useState({ first: 0, fits: STEP, height: 0 });
  const look = () => {
    const row = box.current?.querySelector<HTMLElement>('[data-row]');
    if (!box.current || !row || row.offsetHeight === 0) return;
    const high = row.offsetHeight;
    const next = {
      first: Math.floor(box.current.scrollTop / high / STEP) * STEP,
      fits: Math.ceil(box.current.clientHeight / high),
      height: high,
    };
    setSeen((seen) => (seen.first === next.first && seen.fits === next.fits && seen.height === next.height ? seen : next));
  };
  const settle = useEffectEvent(look);
  useLayoutEffect(() => settle(), []);
  useEffect(() => {
    const observer = new ResizeObserver(() => settle());
    if (box.current) observer.observe(box.current);
    return () => observer.disconnect();
  }, []);
  const reveal = (index: number) => {
    if (!box.current || index < 0 || height === 0) return;
    const { scrollTop, clientHeight } = box.current;
    const top = index * height;
    if (top < scrollTop) box.current.scrollTop = top;
    else if (top + height > scrollTop + clientHeight) box.current.scrollTop = top + height - clientHeight;
    look();
  };
  const show = useEffectEvent(() => reveal(selected));
  const measured = height > 0;
  useLayoutEffect(() => {
    if (measured && selectedId !== null) show();
  }, [measured, selectedId]);
  const drawn = drawnRows(count, Math.min(first, count - fits), fits + STEP, focused);
  const room = (place: number) => ((drawn[place] ?? count) - (drawn[place - 1] ?? -1) - 1) * height;
  return { box, first, fits, drawn, room, onScroll: look, reveal };
}

/** `high` rows from `first` on and some around them, within 0..count, and `also`. */
export function drawnRows(count: number, first: number, high: number, also: number): number[] {
  const from = Math.max(0, first - AROUND);
  const to = Math.min(count, Math.max(0, first) + high + AROUND);
  const drawn = Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
  if (also >= 0 && also < from) return [also, ...drawn];
  return also >= to && also < count ? [...drawn, also] : drawn;
}
