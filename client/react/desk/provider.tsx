'use client';
// The desk of who is signed in and of the desk: found once the page stands, at once where its address is that of the desk. All of it
// comes later than the first load, and lives as long as the session.

import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import type { UserId } from '../../../core/protocol/ids.ts';
import type { Desk } from '../../engine/desk/view.ts';
import { useAccount } from '../account/provider.tsx';

const REST_MS = 3_000;
const AGAIN_MS = 15_000;

/** Null: they are not of the desk. Rejects where nobody can say now. */
export type FindDesk = (me: UserId) => Promise<Desk | null>;

/** Undefined: it is not known yet. */
const Context = createContext<Desk | null | undefined>(undefined);

export function DeskProvider({ find, children }: { readonly find: FindDesk; readonly children: ReactNode }) {
  const { session } = useAccount();
  const me = session.state === 'in' ? session.user.id : null;
  const [found, setFound] = useState<Desk | null>();
  useEffect(() => {
    if (me === null) return;
    let over = false;
    let desk: Desk | null = null;
    const lookFor = async () => {
      try {
        desk = await find(me);
        if (over) desk?.close();
        else setFound(desk);
      } catch (error) {
        console.warn('Parley looks for the desk again.', error);
        if (!over) timer = setTimeout(look, AGAIN_MS);
      }
    };
    const look = () => void lookFor();
    let timer = setTimeout(look, window.location.pathname.startsWith('/desk') ? 0 : REST_MS);
    return () => {
      over = true;
      clearTimeout(timer);
      desk?.close();
      setFound(undefined);
    };
  }, [me, find]);
  return <Context value={found}>{children}</Context>;
}

export const useFoundDesk = (): Desk | null | undefined => useContext(Context);
