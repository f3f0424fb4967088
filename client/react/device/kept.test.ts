import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { forgetKept, kept } from './kept.ts';

const parse = (value: unknown): string => (typeof value === 'string' ? value : 'first');

let store: Map<string, string>;

beforeEach(() => {
  store = new Map();
  vi.stubGlobal('window', {
    addEventListener: () => undefined,
    localStorage: {
      getItem: (key: string) => store.get(key) ?? null,
      setItem: (key: string, text: string) => void store.set(key, text),
      removeItem: (key: string) => void store.delete(key),
    },
  });
});

afterEach(() => vi.unstubAllGlobals());

test('[habits] a sign-out forgets what was kept, in this tab and in the browser, and what shows it hears so', () => {
  const habit = kept('parley.one', 'first', parse);
  const silent = kept('parley.two', 'first', parse);
  const heard = vi.fn<() => void>();
  habit.subscribe(heard);
  habit.set('of Mia');
  store.set('parley.two', '"of Mia, not read yet"');
  forgetKept();
  expect([habit.get(), silent.get(), heard.mock.calls.length, store.size]).toEqual(['first', 'first', 2, 0]);
  habit.set('of Leo');
  expect([habit.get(), store.get('parley.one')]).toEqual(['of Leo', '"of Leo"']);
});

test('[habits] a browser that keeps nothing holds a habit until the sign-out', () => {
  const refuse = () => {
    throw new DOMException('not here', 'SecurityError');
  };
  vi.stubGlobal('window', {
    addEventListener: () => undefined,
    localStorage: { getItem: refuse, setItem: refuse, removeItem: refuse },
  });
  const habit = kept('parley.three', 'first', parse);
  habit.set('of Mia');
  expect(habit.get()).toBe('of Mia');
  forgetKept();
  expect(habit.get()).toBe('first');
});
