'use client';
// Where the on-screen keyboard lies over the page instead of making it smaller (iOS), the app is as high as what is left:
// the composer stays above the keyboard. Elsewhere nothing is set.

import { useEffect } from 'react';

/** A difference below this is a bar of the browser, not a keyboard, px. */
const KEYBOARD_PX = 120;

/** How high the app must be; null: as high as the window. */
export function appHeight(windowHeight: number, seenHeight: number, scale: number): number | null {
  return scale === 1 && windowHeight - seenHeight > KEYBOARD_PX ? Math.round(seenHeight) : null;
}

export function useKeyboardRoom(): void {
  useEffect(() => {
    const seen = window.visualViewport;
    if (!seen) return;
    const { style } = document.documentElement;
    const fit = () => {
      const height = appHeight(window.innerHeight, seen.height, seen.scale);
      if (height === null) style.removeProperty('--app-height');
      else {
        style.setProperty('--app-height', `${height}px`);
        // The browser moved the page to show the focus; with the app's new height it is in view anyway.
        window.scrollTo(0, 0);
      }
    };
    seen.addEventListener('resize', fit);
    return () => {
      seen.removeEventListener('resize', fit);
      style.removeProperty('--app-height');
    };
  }, []);
}
