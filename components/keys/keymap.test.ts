import { expect, test } from 'vitest';
import type { SendKey } from '../../client/react/device/enter.ts';
import { refusalOf } from './chord.ts';
import { COMMAND_IDS, COMMANDS, commandOf } from './commands.ts';
import { chordFor, chordNow, commandAt, DEFAULT_KEYMAP, holderOf, mayHave, parseKeymap, swapped, withChord } from './keymap.ts';
import { createRegistry } from './registry.ts';

test('[keys] the table gives each key to one command, and no key of text or of the browser', () => {
  const free = COMMAND_IDS.filter((id) => !commandOf(id).fixed);
  expect(new Set(free.map((id) => COMMANDS[id].chord)).size).toBe(free.length);
  for (const id of free) for (const mac of [true, false]) expect(refusalOf(COMMANDS[id].chord, mac, !COMMANDS[id].typing), id).toBeNull();
});

test('[keys] a changed key does its command, and the old one nothing', () => {
  const changed = withChord(DEFAULT_KEYMAP, 'palette', 'Mod+J');
  expect([commandAt(changed, 'Mod+J'), commandAt(changed, 'Mod+K')]).toEqual(['palette', null]);
  expect(chordFor(withChord(changed, 'palette', null), 'palette')).toBeNull();
  expect(withChord(changed, 'palette', 'Mod+K')).toEqual(DEFAULT_KEYMAP);
});

test('[keys] the keys that send and break the line are those that were chosen', () => {
  const keys = (sendKey: SendKey) => (['send', 'newLine', 'editLast'] as const).map((id) => chordNow(DEFAULT_KEYMAP, sendKey, id));
  expect(keys('enter')).toEqual(['Enter', 'Shift+Enter', 'ArrowUp']);
  expect(keys('modEnter')).toEqual(['Mod+Enter', 'Enter', 'ArrowUp']);
  expect(chordNow(withChord(DEFAULT_KEYMAP, 'help', null), 'modEnter', 'help')).toBeNull();
});

test('[keys] a key that is taken is swapped, or taken away where the other may not have what is freed', () => {
  expect(holderOf(DEFAULT_KEYMAP, 'Mod+/', 'palette')).toBe('help');
  const both = swapped(DEFAULT_KEYMAP, 'palette', 'Mod+/');
  expect([chordFor(both, 'palette'), chordFor(both, 'help')]).toEqual(['Mod+/', 'Mod+K']);
  const one = swapped(DEFAULT_KEYMAP, 'reply', 'Mod+K');
  expect([chordFor(one, 'reply'), chordFor(one, 'palette')]).toEqual(['Mod+K', null]);
  expect(mayHave('palette', 'R', false)).toBe(false);
});

test('[keys] single letters can be switched off, the others go on', () => {
  const off = { ...DEFAULT_KEYMAP, letters: false };
  expect([commandAt(off, 'R'), commandAt(off, '+'), commandAt(off, 'Delete'), commandAt(off, 'Mod+K')]).toEqual([
    ...[null, null],
    ...['recall', 'palette'],
  ]);
  expect(commandAt(DEFAULT_KEYMAP, 'R')).toBe('reply');
});

test('[keys] what is kept is read again; what is broken gives the keys of the table', () => {
  const mine = { ...withChord(withChord(DEFAULT_KEYMAP, 'help', null), 'palette', 'Mod+J'), letters: false };
  expect(parseKeymap(JSON.parse(JSON.stringify(mine)))).toEqual(mine);
  const broken = [null, undefined, '', '{', [], { letters: 1, changed: {} }, { letters: true, changed: { palette: 5 } }];
  const wrong = ['Mod+C', 'R', 'K+Mod', 'Mod+/'].map((palette) => ({ letters: true, changed: { palette } }));
  for (const kept of [...broken, ...wrong]) expect(parseKeymap(kept), JSON.stringify(kept)).toEqual(DEFAULT_KEYMAP);
  expect(parseKeymap({ letters: true, changed: { gone: 'Mod+J', send: 'Mod+J' } })).toEqual(DEFAULT_KEYMAP);
});

test('[keys] the highest handler is asked first, and the next where it has nothing to do', () => {
  const registry = createRegistry();
  const asked: string[] = [];
  const handler = (name: string, done: boolean) => () => {
    asked.push(name);
    return done;
  };
  registry.add('leave', handler('log', true), 10);
  const close = registry.add('leave', handler('panel', true), 20);
  registry.add('leave', handler('bar', false), 30);
  expect(registry.run('leave', null)).toBe(true);
  close();
  expect(registry.run('leave', null)).toBe(true);
  expect(asked).toEqual(['bar', 'panel', 'bar', 'log']);
  expect([registry.has('help'), registry.run('help', null)]).toEqual([false, false]);
});
