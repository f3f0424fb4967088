'use client';
// Gives a command the next key that is pressed: Esc keeps the old one, Backspace takes it away, Tab goes on. A key that has
// a command already is offered as a swap.

import { type KeyboardEvent, useState } from 'react';
import { type Chord, chordOf, type Refused, refusalOf } from '../keys/chord.ts';
import { type CommandId, commandOf } from '../keys/commands.ts';
import { holderOf, type Keymap, swapped, withChord } from '../keys/keymap.ts';
import { setKeymap, useKeymap } from '../keys/keymap-store.ts';
import { isMac } from '../keys/platform.ts';
import { isComposing } from '../ui/composing.ts';

export type Recording =
  | { readonly state: 'idle' }
  /** `refused`: what was pressed last, and why it cannot be. */
  | { readonly state: 'listening'; readonly refused: { readonly chord: Chord; readonly why: Refused } | null }
  | { readonly state: 'taken'; readonly chord: Chord; readonly holder: CommandId };

const IDLE: Recording = { state: 'idle' };
const LISTENING: Recording = { state: 'listening', refused: null };

/** What a pressed key comes to: another state, or a keymap. */
function decide(keymap: Keymap, id: CommandId, chord: Chord): Recording | Keymap {
  if (chord === 'Backspace') return withChord(keymap, id, null);
  const why = refusalOf(chord, isMac(), !commandOf(id).typing);
  if (why) return { state: 'listening', refused: { chord, why } };
  const holder = holderOf(keymap, chord, id);
  return holder ? { state: 'taken', chord, holder } : withChord(keymap, id, chord);
}

/** `onKept` is told the keymap that was kept. */
export function useRecorder(id: CommandId, onKept: (keymap: Keymap) => void) {
  const keymap = useKeymap();
  const [recording, setRecording] = useState<Recording>(IDLE);
  const keep = (next: Keymap) => {
    setKeymap(next);
    setRecording(IDLE);
    onKept(next);
  };
  return {
    recording,
    start: () => setRecording(LISTENING),
    stop: () => setRecording(IDLE),
    onKeyDown(event: KeyboardEvent) {
      if (recording.state !== 'listening' || event.key === 'Tab' || isComposing(event.nativeEvent)) return;
      event.preventDefault();
      const chord = chordOf(event.nativeEvent, isMac());
      if (chord === null) return;
      if (chord === 'Escape') {
        setRecording(IDLE);
        return;
      }
      const next = decide(keymap, id, chord);
      if ('state' in next) setRecording(next);
      else keep(next);
    },
    swap() {
      if (recording.state === 'taken') keep(swapped(keymap, id, recording.chord));
    },
  };
}
