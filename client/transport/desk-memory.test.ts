import { afterEach, expect, test, vi } from 'vitest';
import { toId, type UserId } from '../../core/protocol/ids.ts';
import { deskMemory } from './desk-memory.ts';

afterEach(() => vi.unstubAllGlobals());

const [INES, NOA] = ['7', '8'].map((id) => toId<UserId>(id)) as [UserId, UserId];

test('[desk] a browser remembers what who is signed in is at the desk, and of nobody else', () => {
  const store = new Map<string, string>();
  vi.stubGlobal('window', {
    localStorage: {
      getItem: (key: string) => store.get(key) ?? null,
      setItem: (key: string, text: string) => void store.set(key, text),
      removeItem: (key: string) => void store.delete(key),
    },
  });
  expect(deskMemory.role(INES)).toBeNull();
  deskMemory.keep(INES, 'supervisor');
  expect(deskMemory.role(INES)).toBe('supervisor');
  expect(deskMemory.role(NOA)).toBeNull();
  deskMemory.keep(INES, null);
  expect(deskMemory.role(INES)).toBeNull();
  store.set('parley desk', `${INES} emperor`);
  expect(deskMemory.role(INES)).toBeNull();
});

test('[desk] a browser that keeps nothing remembers nobody', () => {
  vi.stubGlobal('window', {
    get localStorage() {
      throw new DOMException('not here', 'SecurityError');
    },
  });
  deskMemory.keep(INES, 'agent');
  expect(deskMemory.role(INES)).toBeNull();
});
