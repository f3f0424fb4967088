// One tab stop for a list: Up, Down, Home and End move the focus among the children marked `data-rove`. Put the handler
// on the list; give the current item tabIndex 0 and the others -1.

import type { KeyboardEvent } from 'react';

const STEP: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowDown: (at, last) => Math.min(at + 1, last),
  ArrowUp: (at) => Math.max(at - 1, 0),
  Home: () => 0,
  End: (_, last) => last,
};

export function roveOnKey(event: KeyboardEvent<HTMLElement>): void {
  const step = STEP[event.key];
  if (!step || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-rove]')];
  const at = items.findIndex((item) => item.contains(document.activeElement));
  if (at < 0) return;
  event.preventDefault();
  items[step(at, items.length - 1)]?.focus();
}
