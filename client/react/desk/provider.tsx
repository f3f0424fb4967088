'use client';
// The desk of who is signed in and of the desk: looked for once the list stands, at once on its own page. All of it comes later than
// the first load, and lives as long as the session.

import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import type { UserId } from '../../../core/protocol/ids.ts';
import type { Desk } from '../../engine/desk/view.ts';
import { useAccount } from '../account/provider.tsx';
import { useConversations } from '../chat/hooks.ts';

const REST_MS = 3_000;
const AGAIN_MS = 15_000;

/** Null: they are not of the desk. Rejects where nobody can say now. */
export type FindDesk = (me: UserId) => Promise<Desk | null>;

interface Found {
  /** Undefined: it is not known yet. */
  readonly desk: Desk | null | undefined;
  /** Has it looked for. */
  readonly seek: () => void;
}

const Context = createContext<Found>({ desk: undefined, seek: () => undefined });

export function DeskProvider({ find, children }: { readonly find: FindDesk; readonly children: ReactNode }) {
  const { session } = useAccount();
  const me = session.state === 'in' ? session.user.id : null;
  const [found, setFound] = useState<Desk | null>();
  const [wanted, setWanted] = useState(false);
  const seek = useCallback(() => setWanted(true), []);
  useEffect(() => {
    if (me === null || !wanted) return;
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
    let timer: ReturnType<typeof setTimeout> | undefined;
    look();
    return () => {
      over = true;
      clearTimeout(timer);
      desk?.close();
      setFound(undefined);
    };
  }, [me, find, wanted]);
  return <Context value={useMemo(() => ({ desk: found, seek }), [found, seek])}>{children}</Context>;
}

export const useFoundDesk = (): Desk | null | undefined => useContext(Context).desk;

/** `now`: this page is the desk's. */
export function useSeekDesk(now: boolean): void {
  const { seek } = useContext(Context);
  const listed = useConversations() !== null;
  useEffect(() => {
    if (!listed && !now) return;
    const timer = setTimeout(seek, now ? 0 : REST_MS);
    return () => clearTimeout(timer);
  }, [seek, listed, now]);
}
