'use client';
// The desk of who is signed in and of the desk: looked for once the list stands, at once on its own page. All of it comes later than
// the first load, and lives as long as the session.

import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import type { UserId } from '../../../core/protocol/ids.ts';
import type { Desk } from '../../engine/desk/view.ts';
import { useAccount } from '../account/provider.tsx';
import { useConversations } from '../chat/hooks.ts';

const REST_MS = 3_000;
const AGAIN_MS = 15_000;
/** Who was not of the desk is asked about again after so long. */
const DENIED_MS = 60_000;

/** Null: they are not of the desk. Rejects where nobody can say now. */
export type FindDesk = (me: UserId) => Promise<Desk | null>;

interface Found {
  /** Undefined: it is not known yet. */
  readonly desk: Desk | null | undefined;
  /** Has it looked for; `now`: again at once, where they were not of the desk. */
  readonly seek: (now: boolean) => void;
}

const Context = createContext<Found>({ desk: undefined, seek: () => undefined });

export function DeskProvider({ find, children }: { readonly find: FindDesk; readonly children: ReactNode }) {
  const { session } = useAccount();
  const me = session.state === 'in' ? session.user.id : null;
  const [found, setFound] = useState<Desk | null>();
  const [wanted, setWanted] = useState(false);
  const again = useRef<(now: boolean) => void>(() => undefined);
  const seek = useCallback((now: boolean) => {
    setWanted(true);
    again.current(now);
  }, []);
  useEffect(() => {
    if (me === null || !wanted) return;
    let over = false;
    let desk: Desk | null = null;
    /** When it was said that they are not of the desk; null: it was not. */
    let deniedAt: number | null = null;
    const lookFor = async () => {
      try {
        desk = await find(me);
        if (over) desk?.close();
        else setFound(desk);
        if (!desk) deniedAt = Date.now();
      } catch (error) {
        console.warn('Parley looks for the desk again.', error);
        if (!over) timer = setTimeout(look, AGAIN_MS);
      }
    };
    const look = () => void lookFor();
    let timer: ReturnType<typeof setTimeout> | undefined;
    // They may have been added since.
    again.current = (now) => {
      if (deniedAt === null || (!now && Date.now() - deniedAt < DENIED_MS)) return;
      deniedAt = null;
      look();
    };
    const onReturn = () => {
      if (!document.hidden) again.current(false);
    };
    document.addEventListener('visibilitychange', onReturn);
    look();
    return () => {
      over = true;
      again.current = () => undefined;
      document.removeEventListener('visibilitychange', onReturn);
      clearTimeout(timer);
      desk?.close();
      setFound(undefined);
    };
  }, [me, find, wanted]);
  return <Context value={useMemo(() => ({ desk: found, seek }), [found, seek])}>{children}</Context>;
}

/** They have pages of the administration, whatever their power over the installation. */
export const administersDesk = (desk: Desk | null | undefined): boolean => desk?.me().role === 'admin';

export const useFoundDesk = (): Desk | null | undefined => useContext(Context).desk;

/** `now`: this page is the desk's. */
export function useSeekDesk(now: boolean): void {
  const { seek } = useContext(Context);
  const listed = useConversations() !== null;
  useEffect(() => {
    if (!listed && !now) return;
    const timer = setTimeout(() => seek(now), now ? 0 : REST_MS);
    return () => clearTimeout(timer);
  }, [seek, listed, now]);
}
