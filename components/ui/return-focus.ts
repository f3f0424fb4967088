'use client';
// Where the focus goes when a dialog closes that no trigger opened: back to what had it. An entry of a menu is gone by
// then, so the menu's button stands in for it.

import { useRef } from 'react';

function standIn(focused: Element | null): Element | null {
  const button = focused?.closest('[role="menu"]')?.getAttribute('aria-labelledby');
  return button ? document.getElementById(button) : focused;
}

/** Call `remember` from `onOpenAutoFocus` and give `giveBack` to `onCloseAutoFocus` of a Radix content. */
export function useReturnFocus() {
  const from = useRef<Element | null>(null);
  return {
    remember: () => {
      from.current = standIn(document.activeElement);
    },
    giveBack: (event: Event) => {
      const target = from.current;
      if (!(target instanceof HTMLElement) || !target.isConnected || target === document.body) return;
      event.preventDefault();
      target.focus();
    },
  };
}
