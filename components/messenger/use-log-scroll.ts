'use client';
// What of the log is drawn, and where it stands: at its end it follows what comes; elsewhere what one reads stays in its
// place, whatever is put above or below, and more is drawn or loaded near the edges.

import { type RefObject, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react';
import type { LogItem } from '../../client/react/chat/hooks.ts';
import { firstInView, placeOf, pointAt } from './log-places.ts';
import { earlier, isLong, type LogWindow, later, partOf, TAIL, windowAround } from './log-window.ts';

/** Nearer to the end than this counts as the end, px. */
const END_PX = 48;
/** Nearer to an edge of what is drawn than this asks for more, px. */
const EDGE_PX = 800;
/** What is gone to stands so far down the box. */
const DOWN = 0.3;

interface Options {
  readonly items: readonly LogItem[];
  /** Where to begin; null: at the end. */
  readonly startSeq: number | null;
  /** The first event is near: more could be loaded. */
  readonly onOlder: () => void;
}

interface LogScroll {
  readonly box: RefObject<HTMLDivElement | null>;
  readonly content: RefObject<HTMLDivElement | null>;
  readonly items: readonly LogItem[];
  /** The first event that is held is drawn. */
  readonly isStart: boolean;
  readonly atEnd: boolean;
  /** More than a screen from the end. */
  readonly isFar: boolean;
  onScroll(): void;
  toEnd(): void;
  goTo(seq: number): void;
}

interface Stand {
  following: boolean;
  wanted: { readonly seq: number; readonly isJump: boolean } | null;
  /** A message in view, and how far below the content's beginning it stood, px. */
  anchor: { readonly seq: number; readonly top: number } | null;
  /** The first item when more was asked for last. */
  askedAt: LogItem | undefined;
}

function topIn(outer: HTMLElement, element: HTMLElement): number {
  return element.getBoundingClientRect().top - outer.getBoundingClientRect().top;
}

/** Goes to what was asked for, or keeps to the end, or keeps what is read in its place. */
function place(box: HTMLElement, content: HTMLElement, stand: Stand, isEnd: boolean): void {
  const { wanted, anchor } = stand;
  if (wanted) {
    const line = wanted.isJump ? null : box.querySelector<HTMLElement>('[data-unread-line]');
    const goal = line ?? placeOf(box, wanted.seq);
    if (!goal) return;
    stand.wanted = null;
    box.scrollTop += topIn(box, goal) - box.clientHeight * DOWN;
    if (wanted.isJump) pointAt(goal);
  } else if (stand.following && isEnd) {
    box.scrollTop = box.scrollHeight;
  } else if (anchor) {
    const held = box.querySelector<HTMLElement>(`[data-seq="${anchor.seq}"]`);
    if (held) box.scrollTop += topIn(content, held) - anchor.top;
  }
}

function beginning(startSeq: number | null): Stand {
  const wanted = startSeq === null ? null : { seq: startSeq, isJump: false };
  return { following: startSeq === null, wanted, anchor: null, askedAt: undefined };
}

export function useLogScroll({ items, startSeq, onOlder }: Options): LogScroll {
  const box = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const stand = useRef<Stand>(beginning(startSeq));
  const [shown, setShown] = useState<LogWindow>(() => (startSeq === null ? TAIL : windowAround(startSeq)));
  const [atEnd, setAtEnd] = useState(startSeq === null);
  const [isFar, setFar] = useState(false);
  const { from, to } = partOf(items, shown);
  const isEnd = to === items.length;

  const look = (byHand: boolean) => {
    if (!box.current || !content.current) return;
    const { scrollHeight, scrollTop, clientHeight } = box.current;
    const below = scrollHeight - scrollTop - clientHeight;
    const seen = firstInView(box.current);
    stand.current.following = isEnd && below < END_PX;
    stand.current.anchor = seen ? { seq: Number(seen.dataset.seq), top: topIn(content.current, seen) } : null;
    setAtEnd(stand.current.following);
    setFar(!isEnd || below > clientHeight);
    if (scrollTop < EDGE_PX && from > 0) setShown(earlier(items, shown));
    else if (scrollTop < EDGE_PX && (byHand || stand.current.askedAt !== items[0])) {
      stand.current.askedAt = items[0];
      onOlder();
    }
    if (below < EDGE_PX && !isEnd) setShown(later(items, shown));
    else if (stand.current.following && isLong(items, shown)) setShown(TAIL);
  };
  const settle = useEffectEvent(() => {
    if (box.current && content.current) place(box.current, content.current, stand.current, isEnd);
    look(false);
  });
  // After each drawing: what is shown has changed whenever the log is drawn again.
  useLayoutEffect(() => settle());
  useEffect(() => {
    const observer = new ResizeObserver(() => settle());
    for (const { current } of [box, content]) if (current) observer.observe(current);
    return () => observer.disconnect();
  }, []);

  const toEnd = () => {
    Object.assign(stand.current, { following: true, wanted: null });
    setShown({ ...TAIL });
  };
  useOwnSend(items, toEnd);
  return {
    box,
    content,
    items: items.slice(from, to),
    isStart: from === 0,
    atEnd,
    isFar,
    onScroll: () => look(true),
    toEnd,
    goTo(seq) {
      stand.current.wanted = { seq, isJump: true };
      setShown(windowAround(seq));
    },
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
