'use client';
// Which line of the palette Enter opens: the first, until somebody moves; then the same one for as long as it is there.

import { type KeyboardEvent, useState } from 'react';
import { chordOf } from '../keys/chord.ts';
import { commandAt } from '../keys/keymap.ts';
import { currentKeymap } from '../keys/keymap-store.ts';
import { isMac } from '../keys/platform.ts';
import { isComposing } from '../ui/composing.ts';
import type { Entry } from './use-results.ts';

const STEP: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at, count) => (at + 1) % count,
  ArrowUp: (at, count) => (at - 1 + count) % count,
  PageDown: (at, count) => Math.min(at + 8, count - 1),
  PageUp: (at) => Math.max(at - 8, 0),
  Home: () => 0,
  End: (_, count) => count - 1,
};

/** The key that opened the palette closes it. */
function isPaletteKey(event: KeyboardEvent): boolean {
  const chord = chordOf(event.nativeEvent, isMac());
  return chord !== null && commandAt(currentKeymap(), chord) === 'palette';
}

export function useCursor(entries: readonly Entry[], onPick: (entry: Entry) => void, onClose: () => void) {
  const [key, setKey] = useState<string | null>(null);
  const at = Math.max(
    0,
    entries.findIndex((entry) => entry.key === key),
  );
  const active = entries[at];
  return {
    active,
    point: (entry: Entry) => setKey(entry.key),
    /** To the first again: another query. */
    reset: () => setKey(null),
    onKeyDown(event: KeyboardEvent) {
      if (isComposing(event.nativeEvent)) return;
      if (isPaletteKey(event)) {
        event.preventDefault();
        onClose();
        return;
      }
      if (!active) return;
      const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
      const step = isPlain ? STEP[event.key] : undefined;
      if (step) setKey(entries[step(at, entries.length)]?.key ?? null);
      else if (event.key === 'Enter' && isPlain) onPick(active);
      else return;
      event.preventDefault();
    },
  };
}
