'use client';
// One tab stop for a list of which only a part is drawn: Up, Down, Page Up, Page Down, Home and End move the focus over all
// rows, and the row that has it stays drawn while somebody scrolls.

import { type FocusEvent, type KeyboardEvent, type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { findRow, rowAt } from './row-at.ts';

type Step = (at: number, last: number, page: number) => number;

const STEPS: Readonly<Record<string, Step>> = {
  ArrowDown: (at, last) => Math.min(at + 1, last),
  ArrowUp: (at) => Math.max(at - 1, 0),
  PageDown: (at, last, page) => Math.min(at + page, last),
  PageUp: (at, _, page) => Math.max(at - page, 0),
  Home: () => 0,
  End: (_, last) => last,
};

/** Where a key leads from the row at `at`; null: the key is not ours. */
export function stepOf(event: Pick<KeyboardEvent, 'key' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>): Step | null {
  const plain = !(event.altKey || event.ctrlKey || event.metaKey || event.shiftKey);
  return (plain && STEPS[event.key]) || null;
}

interface Rows {
  readonly ids: readonly { readonly id: string }[];
  readonly focusedId: string | null;
  readonly setFocusedId: (id: string | null) => void;
}

/** Which row has the focus, and the place of it; -1: none. */
export function useFocusedRow(ids: Rows['ids']): Rows & { readonly focused: number } {
  const [focusedId, setFocusedId] = useState<string | null>(null);
  const focused = focusedId === null ? -1 : ids.findIndex((row) => row.id === focusedId);
  return { ids, focusedId, setFocusedId, focused };
}

interface Place {
  readonly box: RefObject<HTMLElement | null>;
  readonly fits: number;
  reveal(index: number): void;
}

export function useRowFocus({ ids, focusedId, setFocusedId }: Rows, { box, fits, reveal }: Place) {
  /** Gets the focus as soon as it is drawn. */
  const wanted = useRef<string | null>(null);
  useLayoutEffect(() => {
    const row = wanted.current === null || !box.current ? null : findRow(box.current, wanted.current);
    if (!row) return;
    wanted.current = null;
    row.focus({ preventScroll: true });
  });
  return {
    onFocus(event: FocusEvent) {
      setFocusedId(rowAt(event.target));
    },
    onBlur(event: FocusEvent) {
      if (!(event.relatedTarget instanceof Element) || !event.currentTarget.contains(event.relatedTarget)) setFocusedId(null);
    },
    onKeyDown(event: KeyboardEvent) {
      const at = focusedId === null ? -1 : ids.findIndex((row) => row.id === focusedId);
      const step = stepOf(event);
      if (!step || at < 0) return;
      event.preventDefault();
      const next = step(at, ids.length - 1, Math.max(1, fits - 2));
      wanted.current = ids[next]?.id ?? null;
      setFocusedId(wanted.current);
      reveal(next);
    },
  };
}
