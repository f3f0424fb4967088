// The memory of the desk, in localStorage.
import { DESK_ROLES } from '../../core/protocol/desk.ts';
import type { DeskMemory } from '../engine/desk-memory.ts';
import { keptHere } from './kept-here.ts';

/** It goes with all else of ours when one signs out. */
const KEY = 'parley desk';

export const deskMemory: DeskMemory = {
  role: (me) =>
    keptHere(null, (store) => {
      const [whose, role] = (store.getItem(KEY) ?? '').split(' ');
      return (whose === me && DESK_ROLES.find((one) => one === role)) || null;
    }),
  keep: (me, role) =>
    keptHere(undefined, (store) => {
      if (role) store.setItem(KEY, `${me} ${role}`);
      else store.removeItem(KEY);
    }),
};
