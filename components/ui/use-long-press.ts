'use client';
// A press held for 400 ms, as touch opens what the right button opens. Moving more than a finger's tremble or lifting
// earlier is not one; the click that follows a long press is swallowed.

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

export function useLongPress(onLongPress: () => void) {
  const press = useRef<Press | undefined>(undefined);
  const fired = useRef(false);
  const end = () => {
    if (press.current) clearTimeout(press.current.timer);
    press.current = undefined;
  };
  return {
    onPointerDown: (event: PointerEvent) => {
      end();
      fired.current = false;
      if (event.pointerType === 'mouse') return;
      const timer = setTimeout(() => {
        fired.current = true;
        press.current = undefined;
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
    onClickCapture: (event: MouseEvent) => {
      if (!fired.current) return;
      fired.current = false;
      event.preventDefault();
      event.stopPropagation();
    },
  };
}
