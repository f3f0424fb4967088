'use client';
// Where the focus goes when a dialog closes that no trigger opened: back to what had it. An entry of a menu is gone by
// then, so the menu's button stands in for it.

import { useRef } from 'react';

let wanted: { readonly element: HTMLElement; readonly how?: FocusOptions } | null = null;

/** Gives the focus to `element`; from inside of something that floats, once that has closed. */
export function moveFocus(element: HTMLElement, how?: FocusOptions): void {
  wanted = document.querySelector('[role="menu"], [role="dialog"], [role="alertdialog"]') ? { element, how } : null;
  element.focus(how);
}

/** For `onCloseAutoFocus` of whatever floats: true when the focus went where `moveFocus` said. */
export function giveWanted(event: Event): boolean {
  const last = wanted;
  wanted = null;
  if (!last?.element.isConnected) return false;
  event.preventDefault();
  last.element.focus(last.how);
  return true;
}

function standIn(focused: Element | null): Element | null {
  const button = focused?.closest('[role="menu"]')?.getAttribute('aria-labelledby');
  return button ? document.getElementById(button) : focused;
}

/**
 * Give `remember` to `onOpenAutoFocus` and `giveBack` to `onCloseAutoFocus` of a Radix content. Inside, an element marked
 * `data-focus-first` gets the focus (`autoFocus` would take it before anybody could see where it was).
 */
export function useReturnFocus() {
  const from = useRef<Element | null>(null);
  return {
    remember: (event: Event) => {
      from.current = standIn(document.activeElement);
      const first = event.currentTarget instanceof Element ? event.currentTarget.querySelector('[data-focus-first]') : null;
      if (!(first instanceof HTMLElement)) return;
      event.preventDefault();
      first.focus();
    },
    giveBack: (event: Event) => {
      if (giveWanted(event)) return;
      const target = from.current;
      if (!(target instanceof HTMLElement) || !target.isConnected || target === document.body) return;
      event.preventDefault();
      target.focus();
    },
  };
}
