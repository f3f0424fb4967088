'use client';
// Where the log stands: at its end it follows what comes; elsewhere nothing moves while earlier messages are put above.

import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';

/** Nearer to the end than this counts as the end, px. */
const END_PX = 48;
/** Nearer to the start than this asks for more, px. */
const START_PX = 600;

interface LogScroll {
  readonly box: RefObject<HTMLDivElement | null>;
  readonly atEnd: boolean;
  onScroll(): void;
  toEnd(): void;
}

interface Options {
  /** Changes when something is put above. */
  readonly firstKey: string | undefined;
  /** Where to begin: an element in the log; null: at its end. */
  readonly startAt: string | null;
  readonly onStart: () => void;
}

export function useLogScroll({ firstKey, startAt, onStart }: Options): LogScroll {
  const box = useRef<HTMLDivElement>(null);
  const before = useRef<{ firstKey: string | undefined; height: number } | null>(null);
  const following = useRef(true);
  const [atEnd, setAtEnd] = useState(true);

  const look = () => {
    const el = box.current;
    if (!el) return;
    const near = el.scrollHeight - el.scrollTop - el.clientHeight < END_PX;
    following.current = near;
    setAtEnd(near);
    if (el.scrollTop < START_PX) onStart();
  };

  // After each drawing: what is shown has changed whenever the log is drawn again.
  useLayoutEffect(() => {
    const el = box.current;
    if (!el || firstKey === undefined) return;
    const was = before.current;
    if (was === null) {
      const start = startAt === null ? null : el.querySelector(startAt);
      if (start) start.scrollIntoView({ block: 'center' });
      else el.scrollTop = el.scrollHeight;
    } else if (was.firstKey !== firstKey && !following.current) {
      el.scrollTop += el.scrollHeight - was.height;
    } else if (following.current) {
      el.scrollTop = el.scrollHeight;
    }
    before.current = { firstKey, height: el.scrollHeight };
    look();
  });

  useEffect(() => {
    const el = box.current;
    if (!el) return;
    const observer = new ResizeObserver(() => {
      if (following.current) el.scrollTop = el.scrollHeight;
    });
    observer.observe(el);
    return () => observer.disconnect();
  }, []);

  return {
    box,
    atEnd,
    onScroll() {
      if (box.current && before.current) before.current.height = box.current.scrollHeight;
      look();
    },
    toEnd() {
      if (!box.current) return;
      following.current = true;
      box.current.scrollTop = box.current.scrollHeight;
    },
  };
}
