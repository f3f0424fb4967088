import { expect, test } from 'vitest';
import { type Key, type Place, stepOf } from './composer-keys.ts';

const key = (name: string, held: Partial<Key> = {}): Key => ({
  ...{ key: name, keyCode: 0, isComposing: false, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false },
  ...held,
});
const DESK: Place = { sendKey: 'enter', isTouch: false, isMac: false, isEmpty: false, mode: 'write' };

test('[composer] Enter sends and Shift+Enter breaks the line; swapped, Ctrl or Cmd with Enter sends', () => {
  const swapped: Place = { ...DESK, sendKey: 'modEnter' };
  expect(stepOf(key('Enter'), DESK)).toEqual({ do: 'send' });
  expect(stepOf(key('Enter', { shiftKey: true }), DESK)).toBeNull();
  expect(stepOf(key('Enter'), swapped)).toBeNull();
  for (const held of [{ ctrlKey: true }, { metaKey: true }]) {
    expect(stepOf(key('Enter', held), swapped)).toEqual({ do: 'send' });
    expect(stepOf(key('Enter', held), DESK)).toEqual({ do: 'send' });
  }
});

test('[composer] on touch Enter breaks the line whatever was chosen', () => {
  expect(stepOf(key('Enter'), { ...DESK, isTouch: true })).toBeNull();
});

test('[composer] a key of an input method does nothing, told by isComposing or, in Safari, by 229 alone', () => {
  for (const held of [{ isComposing: true }, { keyCode: 229 }]) {
    expect(stepOf(key('Enter', held), DESK)).toBeNull();
    expect(stepOf(key('Escape', held), { ...DESK, mode: 'edit' })).toBeNull();
    expect(stepOf(key('ArrowUp', held), { ...DESK, isEmpty: true })).toBeNull();
  }
});

test('[composer] Escape leaves a reply or an edit, and is nobody’s where there is none', () => {
  expect(stepOf(key('Escape'), { ...DESK, mode: 'reply' })).toEqual({ do: 'leave' });
  expect(stepOf(key('Escape'), { ...DESK, mode: 'edit' })).toEqual({ do: 'leave' });
  expect(stepOf(key('Escape'), DESK)).toBeNull();
});

test('[composer] Up edits the last message where nothing is written, and moves the cursor elsewhere', () => {
  expect(stepOf(key('ArrowUp'), { ...DESK, isEmpty: true })).toEqual({ do: 'editLast' });
  expect(stepOf(key('ArrowUp'), DESK)).toBeNull();
  expect(stepOf(key('ArrowUp'), { ...DESK, isEmpty: true, mode: 'edit' })).toBeNull();
  expect(stepOf(key('ArrowUp', { altKey: true }), { ...DESK, isEmpty: true })).toBeNull();
});

test('[composer] Ctrl with B, I and E mark, on a Mac with Cmd; AltGr does not', () => {
  expect(stepOf(key('b', { ctrlKey: true }), DESK)).toEqual({ do: 'mark', mark: '**' });
  expect(stepOf(key('I', { metaKey: true }), { ...DESK, isMac: true })).toEqual({ do: 'mark', mark: '*' });
  expect(stepOf(key('e', { ctrlKey: true }), { ...DESK, isMac: true })).toBeNull();
  expect(stepOf(key('e', { ctrlKey: true, altKey: true }), DESK)).toBeNull();
});
