'use client';
// A list of any length: only the rows in view are there. Each has the same height and knows its place.

import { type PointerEvent, type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { type RowWindow, windowOf } from './window-of.ts';

interface Props {
  readonly label: string;
  readonly total: number;
  readonly rowHeight: number;
  /** Whether the pointer is over it. */
  readonly handlers?: { onPointerEnter(event: PointerEvent): void; onPointerLeave(): void };
  /** Told when other rows come into view. */
  readonly onWindow?: (shown: RowWindow) => void;
  readonly row: (index: number) => { readonly key: string; readonly content: ReactNode };
}

export function VirtualList({ label, total, rowHeight, handlers, onWindow, row }: Props) {
  const pane = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState({ top: 0, height: 600 });
  useLayoutEffect(() => {
    const { current } = pane;
    if (!current) return undefined;
    const look = () => setPlace({ top: current.scrollTop, height: current.clientHeight });
    const observer = new ResizeObserver(look);
    observer.observe(current);
    return () => observer.disconnect();
  }, []);
  const shown = windowOf(place.top, place.height, total, rowHeight);
  const { first, end } = shown;
  useLayoutEffect(() => onWindow?.({ first, end }), [onWindow, first, end]);
  const rows = Array.from({ length: end - first }, (_, i) => ({ index: first + i, ...row(first + i) }));
  return (
    <div
      ref={pane}
      {...handlers}
      onScroll={(event) => setPlace({ top: event.currentTarget.scrollTop, height: event.currentTarget.clientHeight })}
      className="min-h-0 flex-1 overflow-y-auto overscroll-contain"
    >
      <ul aria-label={label} className="relative" style={{ height: total * rowHeight }}>
        {rows.map(({ index, key, content }) => (
          <li
            key={key}
            aria-setsize={total}
            aria-posinset={index + 1}
            className="absolute inset-x-0"
            style={{ top: index * rowHeight, height: rowHeight }}
          >
            {content}
          </li>
        ))}
      </ul>
    </div>
  );
}
