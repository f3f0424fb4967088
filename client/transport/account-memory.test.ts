import { afterEach, expect, test, vi } from 'vitest';
import { createAccountMemory } from './account-memory.ts';

afterEach(() => vi.unstubAllGlobals());

test('[account] a sign-out is owed until the page is closed where the browser keeps nothing', () => {
  const refuse = () => {
    throw new DOMException('not here', 'SecurityError');
  };
  vi.stubGlobal('window', {
    get localStorage() {
      return refuse();
    },
  });
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  const memory = createAccountMemory();
  expect(memory.owesSignOut()).toBe(false);
  memory.oweSignOut(true);
  expect(memory.owesSignOut()).toBe(true);
  memory.oweSignOut(false);
  expect(memory.owesSignOut()).toBe(false);
});

test('[account] where it is kept it is owed by all tabs, until one of them has told the server', () => {
  const store = new Map<string, string>();
  vi.stubGlobal('window', {
    localStorage: {
      getItem: (key: string) => store.get(key) ?? null,
      setItem: (key: string, text: string) => void store.set(key, text),
      removeItem: (key: string) => void store.delete(key),
    },
  });
  const [one, other] = [createAccountMemory(), createAccountMemory()];
  one.oweSignOut(true);
  expect(other.owesSignOut()).toBe(true);
  other.oweSignOut(false);
  expect(one.owesSignOut()).toBe(false);
});
