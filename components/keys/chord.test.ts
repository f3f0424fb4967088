import { expect, test } from 'vitest';
import { capsOf, chordOf, isSingle, type KeyPress, parseChord, refusalOf, typesText } from './chord.ts';

function press(key: string, code: string, part: Partial<KeyPress> & { readonly altGraph?: boolean } = {}): KeyPress {
  const { altGraph = false, ...flags } = part;
  const plain = { keyCode: 0, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isComposing: false };
  return { key, code, ...plain, ...flags, getModifierState: (name) => name === 'AltGraph' && altGraph };
}
const chord = (...args: Parameters<typeof press>) => chordOf(press(...args), false);
const onMac = (...args: Parameters<typeof press>) => chordOf(press(...args), true);

test('[keys] Mod is Ctrl, and Cmd on a Mac', () => {
  expect(chord('k', 'KeyK', { ctrlKey: true })).toBe('Mod+K');
  expect(onMac('k', 'KeyK', { metaKey: true })).toBe('Mod+K');
  expect(onMac('k', 'KeyK', { ctrlKey: true })).toBe('Ctrl+K');
  expect(chord('k', 'KeyK', { metaKey: true })).toBeNull();
});

test('[keys] a letter is the one on the key where the layout or Alt makes another of it', () => {
  expect(chord('л', 'KeyK', { ctrlKey: true })).toBe('Mod+K');
  expect(chord('a', 'KeyQ', { ctrlKey: true })).toBe('Mod+A');
  expect(onMac('˜', 'KeyN', { altKey: true, shiftKey: true })).toBe('Alt+Shift+N');
  expect(onMac('Dead', 'KeyN', { altKey: true })).toBe('Alt+N');
});

test('[keys] a sign is the same with and without the Shift that a layout needs for it', () => {
  expect(chord('/', 'Slash', { ctrlKey: true })).toBe('Mod+/');
  expect(chord('/', 'Digit7', { ctrlKey: true, shiftKey: true })).toBe('Mod+/');
  expect(chord('+', 'Equal', { shiftKey: true })).toBe('+');
  expect(chord('F6', 'F6', { shiftKey: true })).toBe('Shift+F6');
});

test('[keys] an input method, AltGr and a modifier alone are no chord', () => {
  expect(chord('k', 'KeyK', { ctrlKey: true, isComposing: true })).toBeNull();
  expect(chord('Escape', 'Escape', { keyCode: 229 })).toBeNull();
  expect(chord('Process', 'KeyK', { ctrlKey: true })).toBeNull();
  expect(chord('€', 'KeyE', { ctrlKey: true, altKey: true, altGraph: true })).toBeNull();
  expect(chord('Control', 'ControlLeft', { ctrlKey: true })).toBeNull();
});

test('[keys] what writes text: a sign, and on a Mac a sign with Alt', () => {
  expect(['R', 'Shift+R', '+', 'Space', 'Alt+N', 'Mod+K', 'F6'].map((each) => typesText(each, false))).toEqual([
    ...[true, true, true, true],
    ...[false, false, false],
  ]);
  expect(typesText('Alt+Shift+N', true)).toBe(true);
  expect(['R', '+', 'Shift+R', 'Mod+R', 'Delete'].map(isSingle)).toEqual([true, true, false, false, false]);
});

test('[keys] keys of text and of the browser are not given away, single letters only outside of text', () => {
  const refused = (each: string, mayBeSingle = false) => refusalOf(each, false, mayBeSingle);
  expect(['Mod+C', 'Mod+B', 'Escape', 'Enter', 'ArrowUp', 'Shift+A', 'Mod+Alt+E'].map((each) => refused(each))).toEqual(
    Array.from({ length: 7 }, () => 'text'),
  );
  expect(['Mod+T', 'Mod+W', 'F5', 'Alt+ArrowLeft'].map((each) => refused(each))).toEqual(Array.from({ length: 4 }, () => 'browser'));
  expect(['Mod+K', 'Alt+ArrowUp', 'F6', 'Alt+Shift+N'].map((each) => refused(each))).toEqual([null, null, null, null]);
  expect([refused('R'), refused('R', true), refused('Delete', true), refused('Enter', true)]).toEqual(['text', null, null, 'text']);
});

test('[keys] only what is written as it should be is a chord', () => {
  expect(parseChord('Mod+Shift+K')).toEqual({ modifiers: new Set(['Mod', 'Shift']), key: 'K' });
  expect(parseChord('+')?.key).toBe('+');
  expect(parseChord('Mod++')).toEqual({ modifiers: new Set(['Mod']), key: '+' });
  for (const wrong of ['', 'Mod+', 'Shift+Mod+K', 'Hyper+K', 'Mod+K+J', ' ']) expect(parseChord(wrong), wrong).toBeNull();
});

test('[keys] what stands on the keys', () => {
  expect(capsOf('Mod+Shift+ArrowUp', false)).toEqual(['Ctrl', 'Shift', '↑']);
  expect(capsOf('Mod+Shift+K', true)).toEqual(['⌘', '⇧', 'K']);
});
