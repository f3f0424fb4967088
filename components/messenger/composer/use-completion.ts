'use client';
// A choice of what is being written, above the composer: Up and Down move, Enter or Tab choose, Escape closes until something
// else is asked for. The text area keeps the focus.

import { type KeyboardEvent, useState } from 'react';

/** What stands before the cursor and asks for a choice. */
export interface Asked {
  readonly from: number;
  readonly query: string;
}

export interface Completion<C> {
  readonly choices: readonly C[];
  readonly active: number;
  /** Where that begins which the choice replaces. */
  readonly from: number;
  /** True: the key was for the choice. */
  onKey(event: KeyboardEvent, pick: (choice: C) => void): boolean;
}

export function useCompletion<C>(asked: Asked | null, all: readonly C[]): Completion<C> {
  const [at, setAt] = useState(0);
  const [closed, setClosed] = useState<number | null>(null);
  const [known, setKnown] = useState(asked);
  if (asked?.from !== known?.from || asked?.query !== known?.query) {
    setKnown(asked);
    setAt(0);
    if (asked?.from !== closed) setClosed(null);
  }
  const choices = asked !== null && asked.from !== closed ? all : [];
  const active = Math.min(at, choices.length - 1);
  return {
    choices,
    active,
    from: asked?.from ?? 0,
    onKey(event, pick) {
      const choice = choices[active];
      if (choice === undefined || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return false;
      const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
      if (step !== 0) setAt((active + step + choices.length) % choices.length);
      else if (event.key === 'Enter' || event.key === 'Tab') pick(choice);
      else if (event.key === 'Escape') setClosed(asked?.from ?? null);
      else return false;
      event.preventDefault();
      return true;
    },
  };
}
