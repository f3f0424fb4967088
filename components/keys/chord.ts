// A chord is a key with its modifiers, written as "Mod+Shift+K"; Mod is Ctrl, on a Mac Cmd. Pure: what a key event says, how
// a chord reads on a keyboard, and which chords are left to the browser and to text.

import { isComposing } from '../ui/composing.ts';

export type Chord = string;

/** Of a keyboard event only what is looked at. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly keyCode: number;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly isComposing: boolean;
  getModifierState(key: string): boolean;
}

const MODIFIER_KEYS = new Set(['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'Fn', 'OS', 'Hyper', 'Super', 'NumLock']);
const NO_KEYS = new Set(['Process', 'Unidentified', 'Dead']);
const SYMBOL_CODES: Readonly<Record<string, string>> = { Slash: '/', Comma: ',', Period: '.', Minus: '-', Equal: '=' };
const ORDER = ['Mod', 'Ctrl', 'Alt', 'Shift'];

/** The key as its place on the keyboard names it, for layouts and modifiers that make another letter of it. */
function byPlace(code: string): string | null {
  return /^Key([A-Z])$/.exec(code)?.[1] ?? /^Digit(\d)$/.exec(code)?.[1] ?? SYMBOL_CODES[code] ?? null;
}

function keyOf({ key, code, altKey }: KeyPress): string | null {
  if (MODIFIER_KEYS.has(key)) return null;
  if (key === ' ') return 'Space';
  if (NO_KEYS.has(key)) return key === 'Dead' ? byPlace(code) : null;
  if ([...key].length > 1) return key;
  const isAscii = /^[\x21-\x7e]$/.test(key);
  return isAscii && !altKey ? key.toUpperCase() : (byPlace(code) ?? key.toUpperCase());
}

function isLetter(key: string): boolean {
  return /^[\p{L}\d]$/u.test(key);
}

/** Null: a modifier alone, a key of an input method, or a letter of AltGr (which comes as Ctrl with Alt). */
export function chordOf(press: KeyPress, isMac: boolean): Chord | null {
  if (isComposing(press) || (!isMac && (press.getModifierState('AltGraph') || press.metaKey))) return null;
  const key = keyOf(press);
  if (key === null) return null;
  const mod = isMac ? press.metaKey : press.ctrlKey;
  // A sign such as "/" or "+" may need Shift on some layouts: the sign itself says it all.
  const shift = press.shiftKey && ([...key].length > 1 || isLetter(key));
  const held = { Mod: mod, Ctrl: isMac && press.ctrlKey, Alt: press.altKey, Shift: shift };
  return [...Object.entries(held).flatMap(([name, on]) => (on ? [name] : [])), key].join('+');
}

interface Parts {
  readonly modifiers: ReadonlySet<string>;
  readonly key: string;
}

/** Null: not written as `chordOf` writes it. */
export function parseChord(chord: Chord): Parts | null {
  const found = /^((?:[A-Z][a-z]+\+)*)([^+\s]+|\+)$/.exec(chord);
  if (!found) return null;
  const modifiers = (found[1] ?? '').split('+').filter((name) => name !== '');
  const inOrder = ORDER.filter((name) => modifiers.includes(name));
  return inOrder.join() === modifiers.join() && found[2] !== undefined ? { modifiers: new Set(modifiers), key: found[2] } : null;
}

/** Whether it writes something where text is written. On a Mac, Alt makes other letters. */
export function typesText(chord: Chord, isMac: boolean): boolean {
  const parts = parseChord(chord);
  if (!parts || parts.modifiers.has('Mod') || parts.modifiers.has('Ctrl')) return false;
  return (isMac || !parts.modifiers.has('Alt')) && ([...parts.key].length === 1 || parts.key === 'Space');
}

/** One sign without a modifier: a single-letter key. */
export function isSingle(chord: Chord): boolean {
  const parts = parseChord(chord);
  return parts !== null && parts.modifiers.size === 0 && [...parts.key].length === 1;
}

const WRITING = 'Enter Tab Space Backspace Delete ArrowUp ArrowDown ArrowLeft ArrowRight Home End PageUp PageDown'.split(' ');
const TEXT_KEYS = new Set('Mod+A Mod+C Mod+V Mod+X Mod+Z Mod+Y Mod+Shift+Z Mod+Shift+V Mod+B Mod+I Mod+E Mod+U'.split(' '));
const BROWSER_KEYS = new Set(
  'Mod+T Mod+N Mod+W Mod+Q Mod+R Mod+L Mod+Shift+T Mod+Shift+N Mod+Shift+W Mod+Tab Mod+Shift+Tab Alt+F4 F5 F11 F12 Alt+ArrowLeft Alt+ArrowRight Mod+0 Mod++ Mod+-'.split(
    ' ',
  ),
);

export type Refused = 'text' | 'browser';

/** Why a chord cannot be given to a command; null: it can. `mayBeSingle`: the command never fires where text is written. */
export function refusalOf(chord: Chord, isMac: boolean, mayBeSingle: boolean): Refused | null {
  const parts = parseChord(chord);
  if (!parts) return 'text';
  const { modifiers, key } = parts;
  if (BROWSER_KEYS.has(chord)) return 'browser';
  if (TEXT_KEYS.has(chord) || key === 'Escape') return 'text';
  // Ctrl with Alt is AltGr on many keyboards.
  if (!isMac && modifiers.has('Mod') && modifiers.has('Alt') && [...key].length === 1) return 'text';
  const bare = !['Mod', 'Ctrl', 'Alt'].some((name) => modifiers.has(name));
  if (mayBeSingle && bare && (key === 'Delete' || [...key].length === 1)) return null;
  return bare && ([...key].length === 1 || WRITING.includes(key)) ? 'text' : null;
}

const SIGNS: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  Delete: 'Del',
};
const MAC_SIGNS: Readonly<Record<string, string>> = { Mod: '⌘', Ctrl: '⌃', Alt: '⌥', Shift: '⇧', Delete: '⌦' };

/** What stands on the keys, one after the other. */
export function capsOf(chord: Chord, isMac: boolean): readonly string[] {
  const parts = parseChord(chord);
  if (!parts) return [];
  return [...parts.modifiers, parts.key].map(
    (name) => (isMac ? MAC_SIGNS[name] : undefined) ?? SIGNS[name] ?? (name === 'Mod' ? 'Ctrl' : name),
  );
}
