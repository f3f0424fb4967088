// The keys of a log: Up and Down walk over messages.

import type { KeyboardEvent } from 'react';
import { lastInView, neighbourOf } from './log-places.ts';

export function walkLog(event: KeyboardEvent<HTMLElement>): void {
  const box = event.currentTarget;
  const from = event.target instanceof HTMLElement ? event.target : box;
  const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : null;
  if (step === null || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (from !== box && from.dataset.seq === undefined) return;
  event.preventDefault();
  const next = from === box ? lastInView(box) : neighbourOf(box, from, step);
  next?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: 'nearest' });
}
