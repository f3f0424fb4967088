// The memory of who is signed in, in localStorage, which all tabs share. A browser that keeps nothing remembers nobody.
import { type AccountMemory, formatMe, type MemoryNews, parseMe } from '../engine/account-memory.ts';

const ME = 'parley account';
const OWES = 'parley owes sign-out';
/** All of ours begin so; what a device keeps of its own (theme, language, widths) stands in cookies. */
const OURS = 'parley';

/** A browser may forbid it: then it is as if nothing was kept. */
function withStore<T>(otherwise: T, work: (store: Storage) => T): T {
  try {
    return work(window.localStorage);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    console.warn('Parley cannot remember here who is signed in.', error);
    return otherwise;
  }
}

export function createAccountMemory(): AccountMemory {
  let opened: BroadcastChannel | undefined;
  /** Owed, and the browser would not keep it. */
  let owesHere = false;
  const channel = () => {
    opened ??= new BroadcastChannel('parley account');
    return opened;
  };
  return {
    me: () => withStore(null, (store) => parseMe(store.getItem(ME))),
    keep: (me) => withStore(undefined, (store) => store.setItem(ME, formatMe(me))),
    forget: () => withStore(undefined, (store) => store.removeItem(ME)),
    owesSignOut: () => owesHere || withStore(false, (store) => store.getItem(OWES) !== null),
    oweSignOut(owes) {
      const kept = withStore(false, (store) => {
        if (owes) store.setItem(OWES, '1');
        else store.removeItem(OWES);
        return true;
      });
      owesHere = owes && !kept;
    },
    leave() {
      withStore(undefined, (store) => {
        for (const key of Object.keys(store)) if (key.startsWith(OURS) && key !== OWES) store.removeItem(key);
      });
      channel().postMessage('left');
    },
    listen(listener: (news: MemoryNews) => void) {
      const off = new AbortController();
      const { signal } = off;
      window.addEventListener('storage', ({ key }) => key === ME && listener('changed'), { signal });
      channel().addEventListener('message', () => listener('left'), { signal });
      return () => off.abort();
    },
  };
}
