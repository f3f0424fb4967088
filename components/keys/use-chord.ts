'use client';
// The key that a command has now on this device, for whatever names it.

import { sendKey } from '../../client/react/device/enter.ts';
import { useKept } from '../../client/react/device/kept.ts';
import type { Chord } from './chord.ts';
import type { CommandId } from './commands.ts';
import { chordNow } from './keymap.ts';
import { useKeymap } from './keymap-store.ts';

/** Null: it has none. */
export function useChord(id: CommandId): Chord | null {
  return chordNow(useKeymap(), useKept(sendKey), id);
}
