// Which way the push came last, where it was not the socket: the next page begins with it. For a day: networks change.
import { keptHere } from './kept-here.ts';

/** Besides the socket, which is tried where nothing is remembered. */
export type OtherWay = 'events' | 'poll';

export interface WayMemory {
  read(): OtherWay | null;
  keep(way: OtherWay): void;
  forget(): void;
}

const KEY = 'parley way';
const DAY_MS = 24 * 3_600_000;

export const wayMemory: WayMemory = {
  read: () =>
    keptHere(null, (store) => {
      const [way, until] = (store.getItem(KEY) ?? '').split(' ');
      return (way === 'events' || way === 'poll') && Number(until) > Date.now() ? way : null;
    }),
  keep: (way) => keptHere(undefined, (store) => store.setItem(KEY, `${way} ${Date.now() + DAY_MS}`)),
  forget: () => keptHere(undefined, (store) => store.removeItem(KEY)),
};
