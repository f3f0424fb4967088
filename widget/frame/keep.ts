// What this browser keeps for the visitors of one site, in the frame's own storage: who they are here, and what is to be opened.
// Where it keeps nothing all is as for somebody new after a reload. Names do not begin as those of the messenger's pages do, which
// share the storage on our own origin and empty it when somebody signs out.
import type { WireUser } from '../../core/protocol/wire.ts';

/** The session of a visitor in this browser. */
export interface Kept {
  readonly token: string;
  readonly user: WireUser;
  /** The site has said who it is. */
  readonly identified: boolean;
  /** When the token was given, ms since 1970. */
  readonly at: number;
}

export interface Keep {
  read<T>(name: string): T | null;
  /** Null removes it. */
  write(name: string, value: unknown): void;
  /** Another tab has written it. */
  listen(name: string, listener: () => void): void;
}

/** Where it is kept that this one was rated. */
export const ratedName = (ticketId: string): string => `rated ${ticketId}`;

export function createKeep(site: string): Keep {
  const here = new Map<string, string>();
  const keyOf = (name: string) => `visitor ${site} ${name}`;
  const stored = (key: string): string | null => {
    try {
      return localStorage.getItem(key);
    } catch {
      return here.get(key) ?? null;
    }
  };
  const store = (key: string, text: string | null) => {
    try {
      if (text === null) localStorage.removeItem(key);
      else localStorage.setItem(key, text);
    } catch {
      // The browser keeps nothing here: as long as the page stands it is remembered all the same.
      if (text === null) here.delete(key);
      else here.set(key, text);
    }
  };
  return {
    read<T>(name: string) {
      const text = stored(keyOf(name));
      return text === null ? null : (JSON.parse(text) as T);
    },
    write: (name, value) => store(keyOf(name), value === null ? null : JSON.stringify(value)),
    listen(name, listener) {
      addEventListener('storage', ({ key }) => key === keyOf(name) && listener());
    },
  };
}
