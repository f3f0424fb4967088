// Which command has which key: the table's own, with what was changed on this device over it. Pure; what is kept is read
// with doubt: anything that is not right gives the table's own keys.

import type { SendKey } from '../../client/react/device/enter.ts';
import { type Chord, isSingle, parseChord, refusalOf } from './chord.ts';
import { COMMAND_IDS, COMMANDS, type CommandId, commandOf } from './commands.ts';

export interface Keymap {
  /** Only what differs from the table; null: no key. */
  readonly changed: Readonly<Partial<Record<CommandId, Chord | null>>>;
  /** Whether keys of one letter work. */
  readonly letters: boolean;
}

export const DEFAULT_KEYMAP: Keymap = { changed: {}, letters: true };

export function chordFor({ changed }: Keymap, id: CommandId): Chord | null {
  const chord = changed[id];
  return chord === undefined ? COMMANDS[id].chord : chord;
}

/** Which keys send and break the line, as they were chosen. */
const SENDING: Readonly<Record<SendKey, Readonly<Partial<Record<CommandId, Chord>>>>> = {
  enter: {},
  modEnter: { send: 'Mod+Enter', newLine: 'Enter' },
};

/** The key of a command with the send key that holds now. */
export function chordNow(keymap: Keymap, sendKey: SendKey, id: CommandId): Chord | null {
  return SENDING[sendKey][id] ?? chordFor(keymap, id);
}

/** What a chord does now. Fixed ones are left to their part of the page, except Escape, which closes one thing after the other. */
export function commandAt(keymap: Keymap, chord: Chord): CommandId | null {
  if (chord === COMMANDS.leave.chord) return 'leave';
  if (!keymap.letters && isSingle(chord)) return null;
  return COMMAND_IDS.find((id) => !commandOf(id).fixed && chordFor(keymap, id) === chord) ?? null;
}

/** Who has this chord already, besides `id`. */
export function holderOf(keymap: Keymap, chord: Chord, id: CommandId): CommandId | null {
  return COMMAND_IDS.find((other) => other !== id && !commandOf(other).fixed && chordFor(keymap, other) === chord) ?? null;
}

/** A command's own key back, another key, or (null) none. */
export function withChord(keymap: Keymap, id: CommandId, chord: Chord | null): Keymap {
  const changed: Partial<Record<CommandId, Chord | null>> = { ...keymap.changed, [id]: chord };
  if (chord === COMMANDS[id].chord) delete changed[id];
  return { ...keymap, changed };
}

/** Gives `chord` to `id`, and what that had to the command that held it. */
export function swapped(keymap: Keymap, id: CommandId, chord: Chord): Keymap {
  const holder = holderOf(keymap, chord, id);
  const freed = chordFor(keymap, id);
  const given = withChord(keymap, id, chord);
  if (!holder) return given;
  const fits = freed !== null && mayHave(holder, freed, false);
  return withChord(given, holder, fits ? freed : null);
}

/** Whether a command may have this chord at all, whoever has it now. */
export function mayHave(id: CommandId, chord: Chord, isMac: boolean): boolean {
  return refusalOf(chord, isMac, !commandOf(id).typing) === null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whatever was kept; the table's own keys where it is not a keymap, or one in which a key does two things. */
export function parseKeymap(kept: unknown): Keymap {
  if (!isRecord(kept) || typeof kept.letters !== 'boolean' || !isRecord(kept.changed)) return DEFAULT_KEYMAP;
  let keymap: Keymap = { changed: {}, letters: kept.letters };
  for (const id of COMMAND_IDS) {
    const chord = kept.changed[id];
    if (chord === undefined || commandOf(id).fixed) continue;
    if (chord !== null && (typeof chord !== 'string' || !parseChord(chord) || !mayHave(id, chord, false))) return DEFAULT_KEYMAP;
    keymap = withChord(keymap, id, chord);
  }
  const chords = COMMAND_IDS.filter((id) => !commandOf(id).fixed).flatMap((id) => chordFor(keymap, id) ?? []);
  return new Set(chords).size === chords.length ? keymap : DEFAULT_KEYMAP;
}
