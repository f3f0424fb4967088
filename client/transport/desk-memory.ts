// The memory of the desk, in localStorage.
import { DESK_ROLES } from '../../core/protocol/desk.ts';
import type { DeskMemory } from '../engine/desk-memory.ts';

/** It goes with all else of ours when one signs out. */
const KEY = 'parley desk';

/** A browser may forbid it: then nothing is remembered. */
function tried<T>(otherwise: T, work: (store: Storage) => T): T {
  try {
    return work(window.localStorage);
  } catch {
    return otherwise;
  }
}

export const deskMemory: DeskMemory = {
  role: (me) =>
    tried(null, (store) => {
      const [whose, role] = (store.getItem(KEY) ?? '').split(' ');
      return (whose === me && DESK_ROLES.find((one) => one === role)) || null;
    }),
  keep: (me, role) =>
    tried(undefined, (store) => {
      if (role) store.setItem(KEY, `${me} ${role}`);
      else store.removeItem(KEY);
    }),
};
