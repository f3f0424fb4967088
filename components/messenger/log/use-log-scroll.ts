'use client';
// What of the log is drawn, and where it stands: at its end it follows what comes; elsewhere what one reads stays in its
// place, whatever is put above or below or changes its height, and more is drawn or loaded near the edges.

import { type RefObject, useEffect, useEffectEvent, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { LogItem } from '../../../client/react/chat/hooks.ts';
import { lastReadIn, markStuckDays, seqOf } from './log-places.ts';
import { beginning, place, type Reading, remember, type Stand, type Wanted } from './log-stand.ts';
import { cut, earlier, isLong, LEAP, type LogWindow, later, partOf, TAIL, windowAround } from './log-window.ts';

/** Nearer to an edge of what is drawn than this asks for more, px. */
const EDGE_PX = 1_500;
/** So often more is drawn without anybody scrolling; what is drawn is then higher than any window. */
const MOST_STEPS = 12;
/** After so long without scrolling the day at the upper edge goes, ms. */
const STILL_MS = 1_200;

interface Options {
  readonly items: readonly LogItem[];
  /** Where to begin; null: at the end. */
  readonly start: Wanted | null;
  /** The first event is near: more could be loaded. */
  readonly onOlder: () => void;
  /** The lowest line that is in view to its end. */
  readonly onSeen: (seq: number) => void;
  /** It has come to its end, or left it. */
  readonly onEnd: (atEnd: boolean) => void;
  /** It is taken away: where one was reading; null: at the end. */
  readonly onLeave: (reading: Reading | null) => void;
}

export interface LogScroll {
  readonly box: RefObject<HTMLDivElement | null>;
  readonly content: RefObject<HTMLDivElement | null>;
  readonly items: readonly LogItem[];
  /** The first event that is held is drawn; the log's end is drawn. */
  readonly isStart: boolean;
  readonly isEnd: boolean;
  /** More than a screen from the end. */
  readonly isFar: boolean;
  onScroll(): void;
  toEnd(): void;
  goTo(wanted: Wanted): void;
  /** Where one reads now. */
  reading(): Reading | null;
}

export function useLogScroll({ items, start, onOlder, onSeen, onEnd, onLeave }: Options): LogScroll {
  const box = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const stand = useRef<Stand>(beginning(start));
  const [isFar, setFar] = useState(false);
  const drawn = useDrawn({ items, start, onOlder, look: () => look('frame') });
  const { isEnd } = drawn;

  const look = (how: Reach['how']) => {
    if (!box.current || !content.current) return;
    const { above, below } = remember({ box: box.current, content: content.current }, stand.current, isEnd);
    onEnd(stand.current.following);
    setFar(!isEnd || below > box.current.clientHeight);
    const seen = lastReadIn(box.current);
    if (seen) onSeen(seqOf(seen));
    // What writes comes behind what measures, so that the browser lays out once.
    markStuckDays(box.current);
    drawn.reach({ above, below, how, following: stand.current.following });
  };
  /** Where it was put: the event of that is not somebody's hand. */
  const putAt = useRef(0);
  const settle = useEffectEvent(() => {
    if (box.current && content.current) {
      place({ box: box.current, content: content.current }, stand.current, isEnd);
      putAt.current = box.current.scrollTop;
    }
    look('drawn');
  });
  // After each drawing: what is shown has changed whenever the log is drawn again.
  useLayoutEffect(() => settle());
  useResizes([box, content], settle);
  const reading = () => (stand.current.following || !stand.current.anchor ? null : stand.current.anchor);
  useLeaving(() => onLeave(reading()));
  const moved = useMoving(box);

  const toEnd = () => {
    Object.assign(stand.current, { following: true, wanted: null });
    drawn.show({ ...TAIL });
  };
  useOwnSend(items, toEnd);
  return {
    box,
    content,
    items: drawn.items,
    isStart: drawn.isStart,
    isEnd,
    isFar,
    onScroll() {
      look(box.current?.scrollTop === putAt.current ? 'drawn' : 'scrolled');
      if (!stand.current.following) moved();
    },
    toEnd,
    goTo(wanted) {
      stand.current.wanted = wanted;
      drawn.show(windowAround(wanted.seq));
    },
    reading,
  };
}

interface Reach {
  /** What of the drawn part is still to be scrolled above and below, px. */
  readonly above: number;
  readonly below: number;
  readonly how: 'drawn' | 'scrolled' | 'frame';
  readonly following: boolean;
}

interface DrawnOptions extends Pick<Options, 'items' | 'start' | 'onOlder'> {
  /** Looks again, at the beginning of a frame. */
  readonly look: () => void;
}

/**
 * The part that is drawn; near an edge of it more is drawn, or asked for. More is drawn within a frame, so that what one reads
 * stands still in every picture, and after the picture of the beginning.
 */
function useDrawn({ items, start, onOlder, look }: DrawnOptions) {
  const steps = useRef(0);
  const askedAt = useRef<LogItem>(undefined);
  const inFrame = useFrame(look);
  const [shown, show] = useState<LogWindow>(() => (start === null ? TAIL : windowAround(start.seq)));
  const { from, to } = partOf(items, shown);
  const isEnd = to === items.length;
  const more = ({ above, below, following, how }: Reach): LogWindow | null => {
    if (isLong(items, shown)) return following ? TAIL : cut(items, shown);
    if (steps.current >= MOST_STEPS) return null;
    const step = how === 'scrolled' ? LEAP : undefined;
    if (above < EDGE_PX && from > 0) return earlier(items, shown, step);
    return below < EDGE_PX && !isEnd ? later(items, shown, step) : null;
  };
  const reach = (reach: Reach) => {
    const { above, below, how } = reach;
    if (how === 'scrolled') steps.current = 0;
    if (above < EDGE_PX && from === 0 && (how === 'scrolled' || askedAt.current !== items[0])) {
      askedAt.current = items[0];
      onOlder();
    }
    const next = more(reach);
    if (!next) return;
    const isFilled = above > 0 || below > 0;
    if (how === 'drawn' && isFilled) {
      inFrame();
      return;
    }
    steps.current += 1;
    if (how === 'drawn') show(next);
    else flushSync(() => show(next));
  };
  return { items: useMemo(() => items.slice(from, to), [items, from, to]), isStart: from === 0, isEnd, reach, show };
}

/** Runs at the beginning of a frame, after the picture of what is there has been made; once for all that ask. */
function useFrame(run: () => void): () => void {
  const asked = useRef<number>(undefined);
  const latest = useEffectEvent(run);
  useEffect(
    () => () => {
      if (asked.current !== undefined) cancelAnimationFrame(asked.current);
    },
    [],
  );
  return () => {
    asked.current ??= requestAnimationFrame(() => {
      asked.current = requestAnimationFrame(() => {
        asked.current = undefined;
        latest();
      });
    });
  };
}

/** Tells when one of them has another size; which they are stays. */
function useResizes(parts: readonly RefObject<HTMLElement | null>[], onResize: () => void): void {
  const [watched] = useState(parts);
  const tell = useEffectEvent(onResize);
  useEffect(() => {
    const observer = new ResizeObserver(() => tell());
    for (const { current } of watched) if (current) observer.observe(current);
    return () => observer.disconnect();
  }, [watched]);
}

function useLeaving(onLeave: () => void): void {
  const leave = useRef(onLeave);
  useLayoutEffect(() => {
    leave.current = onLeave;
  });
  useLayoutEffect(() => () => leave.current(), []);
}

/** Marks the box while it is being scrolled, and a moment longer. */
function useMoving(box: RefObject<HTMLElement | null>): () => void {
  const still = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(still.current), []);
  return () => {
    clearTimeout(still.current);
    box.current?.toggleAttribute('data-moving', true);
    still.current = setTimeout(() => box.current?.removeAttribute('data-moving'), STILL_MS);
  };
}

/** Tells when a message of mine is put behind the others. */
function useOwnSend(items: readonly LogItem[], onSend: () => void): void {
  const last = items.at(-1);
  const sentAt = last?.type === 'unsent' ? last.item.createdAt : 0;
  const before = useRef(sentAt);
  const tell = useEffectEvent(onSend);
  useLayoutEffect(() => {
    if (sentAt <= before.current) return;
    before.current = sentAt;
    tell();
  }, [sentAt]);
}
