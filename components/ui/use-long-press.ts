'use client';
// A press held for 400 ms, as touch opens what the right button opens. Moving more than a finger's tremble or lifting
// earlier is not one; the click that follows a long press is swallowed, wherever it falls: a sheet has risen under the finger.

import { type MouseEvent, type PointerEvent, useRef } from 'react';

const HOLD_MS = 400;
const TREMBLE_PX = 10;

/** A menu that a finger asked for: the long press does that here. Keys and a mouse in a narrow window ask for it too. */
export const byFinger = ({ nativeEvent }: MouseEvent): boolean => 'pointerType' in nativeEvent && nativeEvent.pointerType === 'touch';

interface Press {
  readonly timer: ReturnType<typeof setTimeout>;
  readonly x: number;
  readonly y: number;
}

/** Until the finger goes down again, or a key is pressed, nothing is clicked. */
function swallowClick(): void {
  const listening = new AbortController();
  const options = { capture: true, signal: listening.signal };
  const swallow = (event: Event) => {
    event.preventDefault();
    event.stopPropagation();
    listening.abort();
  };
  window.addEventListener('click', swallow, options);
  for (const next of ['pointerdown', 'keydown']) window.addEventListener(next, () => listening.abort(), options);
}

export function useLongPress(onLongPress: () => void) {
  const press = useRef<Press | undefined>(undefined);
  const end = () => {
    if (press.current) clearTimeout(press.current.timer);
    press.current = undefined;
  };
  return {
    onPointerDown: (event: PointerEvent) => {
      end();
      if (event.pointerType === 'mouse') return;
      const timer = setTimeout(() => {
        press.current = undefined;
        swallowClick();
        onLongPress();
      }, HOLD_MS);
      press.current = { timer, x: event.clientX, y: event.clientY };
    },
    onPointerMove: (event: PointerEvent) => {
      const from = press.current;
      if (from && Math.hypot(event.clientX - from.x, event.clientY - from.y) > TREMBLE_PX) end();
    },
    onPointerUp: end,
    onPointerCancel: end,
  };
}
