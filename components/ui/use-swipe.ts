'use client';
// A finger that draws something to the right: it follows up to a point (data-drawn), and beyond that point lifting the
// finger acts. Vertical moves stay the scroller's (touch-action: pan-y on it).

import { type PointerEvent, useRef } from 'react';

const START_PX = 14;
const ACT_PX = 56;
const MOST_PX = 72;

interface Swipe {
  readonly id: number;
  readonly x: number;
  readonly y: number;
  readonly element: HTMLElement;
  drawn: number;
}

/** How far something follows a finger that went `dx`, `dy`: null while it is no swipe to the right. */
export function drawnBy(dx: number, dy: number): number | null {
  if (dx < START_PX || Math.abs(dy) > dx) return null;
  return Math.min(MOST_PX, dx - START_PX);
}

/** `find`: what is drawn, from where the finger went down; null: nothing. `act`: it was drawn far enough. */
export function useSwipe(find: (at: EventTarget) => HTMLElement | null, act: (element: HTMLElement) => void) {
  const swipe = useRef<Swipe | undefined>(undefined);
  const end = () => {
    const now = swipe.current;
    swipe.current = undefined;
    if (now) {
      now.element.style.translate = '';
      delete now.element.dataset.drawn;
    }
    return now;
  };
  return {
    onPointerDown(event: PointerEvent) {
      end();
      const element = event.pointerType === 'touch' ? find(event.target) : null;
      if (element) swipe.current = { id: event.pointerId, x: event.clientX, y: event.clientY, element, drawn: 0 };
    },
    onPointerMove(event: PointerEvent) {
      const now = swipe.current;
      if (now?.id !== event.pointerId) return;
      const drawn = drawnBy(event.clientX - now.x, event.clientY - now.y);
      if (drawn === null && now.drawn === 0) return;
      now.drawn = drawn ?? 0;
      now.element.style.translate = `${now.drawn}px`;
      now.element.dataset.drawn = now.drawn >= ACT_PX - START_PX ? 'enough' : 'some';
    },
    onPointerUp() {
      const now = end();
      if (now && now.drawn >= ACT_PX - START_PX) act(now.element);
    },
    onPointerCancel: () => void end(),
  };
}
