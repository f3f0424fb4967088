import { expect, test } from 'vitest';
import { cannedAt, cannedFor } from './canned-query.ts';

test('[desk] a slash asks for canned replies at the beginning or behind a blank, and in no address', () => {
  expect(cannedAt('/add', 4)).toEqual({ from: 0, query: 'add' });
  expect(cannedAt('Hello /Add', 10)).toEqual({ from: 6, query: 'add' });
  expect(cannedAt('/', 1)).toEqual({ from: 0, query: '' });
  for (const [text, at] of [
    ['https://a', 9],
    ['and/or', 6],
    ['/add it', 7],
    ['', 0],
  ] as const)
    expect(cannedAt(text, at)).toBeNull();
});

test('[desk] shortcuts that begin so stand first, own ones before the team’s, then those that hold it', () => {
  const reply = (shortcut: string, own: boolean, text = '') => ({ id: shortcut, shortcut, text, own });
  const all = [reply('late-address', false), reply('x', true, 'the address'), reply('address', false), reply('addon', true)];
  expect(cannedFor(all, 'add').map(({ shortcut }) => shortcut)).toEqual(['addon', 'address', 'late-address', 'x']);
  expect(cannedFor(all, 'zzz')).toEqual([]);
});
