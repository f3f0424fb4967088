'use client';
// F6 and Shift+F6 go from pane to pane (elements marked `data-region` that are shown), as in a desktop program. Inside a
// dialog the key is left alone: the focus stays in there.

import { useEffect } from 'react';

const FIRST = 'a[href], button:not(:disabled), input:not(:disabled), textarea:not(:disabled), [tabindex="0"]';

function onKey(event: KeyboardEvent): void {
  const focused = document.activeElement;
  if (event.key !== 'F6' || focused?.closest('[role="dialog"], [role="alertdialog"]')) return;
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter((region) => region.checkVisibility());
  const at = regions.findIndex((region) => region.contains(focused));
  const step = event.shiftKey ? -1 : 1;
  const next = regions[at < 0 ? 0 : (at + step + regions.length) % regions.length];
  if (!next) return;
  event.preventDefault();
  (next.querySelector<HTMLElement>('[data-region-focus]') ?? next.querySelector<HTMLElement>(FIRST) ?? next).focus();
}

/** An element marked `data-region-focus` gets the focus of its region instead of its first control. */
export function useRegionKeys(): void {
  useEffect(() => {
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}
