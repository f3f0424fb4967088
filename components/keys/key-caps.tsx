'use client';
// A chord as its keys look, and the present one of a command.

import { Kbd } from '../ui/kbd.tsx';
import { type Chord, capsOf } from './chord.ts';
import type { CommandId } from './commands.ts';
import { useMac } from './platform.ts';
import { useChord } from './use-chord.ts';

export function KeyCaps({ chord }: { readonly chord: Chord }) {
  const caps = capsOf(chord, useMac());
  return (
    <span className="inline-flex flex-none gap-1">
      {caps.map((cap) => (
        <Kbd key={cap}>{cap}</Kbd>
      ))}
    </span>
  );
}

/** The key of a command as one text, for where one line of it is shown; undefined: it has none. */
export function useCaps(id: CommandId): string | undefined {
  const chord = useChord(id);
  const caps = capsOf(chord ?? '', useMac());
  return caps.length === 0 ? undefined : caps.join(' ');
}
