'use client';
// Which rows of a long list are drawn: those in view and some around them. All rows are equally high (--row-h).

import { type RefObject, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react';

/** Rows that are drawn around those in view, and by how many the drawn part moves. */
const AROUND = 16;
const STEP = 8;

interface RowWindow {
  readonly box: RefObject<HTMLElement | null>;
  readonly from: number;
  readonly to: number;
  /** Room for the rows above and below, px. */
  readonly above: number;
  readonly below: number;
  onScroll(): void;
}

/** `selected`: which row comes into view when `selectedId` is another one; -1: none. */
export function useRowWindow(count: number, selected: number, selectedId: string | null): RowWindow {
  const box = useRef<HTMLElement>(null);
  const [{ first, fits, height }, setSeen] = useState({ first: 0, fits: 2 * AROUND, height: 0 });
  const look = () => {
    const row = box.current?.querySelector<HTMLElement>('[data-rove]');
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
  useSelectedInView(box, selected, selectedId, height);
  const from = Math.max(0, Math.min(first, count - fits) - AROUND);
  const to = Math.min(count, first + fits + STEP + AROUND);
  return { box, from, to, above: from * height, below: (count - to) * height, onScroll: look };
}

function useSelectedInView(box: RefObject<HTMLElement | null>, selected: number, selectedId: string | null, height: number): void {
  const show = useEffectEvent(() => {
    if (!box.current || selected < 0 || height === 0) return;
    const { scrollTop, clientHeight } = box.current;
    const top = selected * height;
    if (top < scrollTop) box.current.scrollTop = top;
    else if (top + height > scrollTop + clientHeight) box.current.scrollTop = top + height - clientHeight;
  });
  const measured = height > 0;
  useLayoutEffect(() => {
    if (measured && selectedId !== null) show();
  }, [measured, selectedId]);
}
