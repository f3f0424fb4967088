'use client';
// The desk of who is signed in and of the desk: looked for once the list stands, at once on its own page. All of it comes later than
// the first load, and lives as long as the session.

import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import type { DeskRole } from '../../../core/protocol/desk.ts';
import type { UserId } from '../../../core/protocol/ids.ts';
import type { Desk } from '../../engine/desk/view.ts';
import type { DeskMemory } from '../../engine/desk-memory.ts';
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
  /** What they were there when it was last known. */
  readonly was: DeskRole | null;
  readonly remember: (role: DeskRole | null) => void;
  /** Has it looked for; `now`: again at once, where they were not of the desk. */
  readonly seek: (now: boolean) => void;
}

const Context = createContext<Found>({ desk: undefined, was: null, remember: () => undefined, seek: () => undefined });

interface Props {
  readonly find: FindDesk;
  readonly memory: DeskMemory;
  readonly children: ReactNode;
}

export function DeskProvider({ find, memory, children }: Props) {
  const { session } = useAccount();
  const me = session.state === 'in' ? session.user.id : null;
  const [found, setFound] = useState<Desk | null>();
  const [was, setWas] = useState<DeskRole | null>(null);
  const [wanted, setWanted] = useState(false);
  const again = useRef<(now: boolean) => void>(() => undefined);
  const seek = useCallback((now: boolean) => {
    setWanted(true);
    again.current(now);
  }, []);
  useEffect(() => setWas(me && memory.role(me)), [me, memory]);
  useEffect(() => {
    if (me === null || !wanted) return;
    let over = false;
    let desk: Desk | null = null;
    /** When it was said that they are not of the desk; null: it was not. */
    let deniedAt: number | null = null;
    const lookFor = async () => {
      try {
        desk = await find(me);
        if (over) return desk?.close();
        setFound(desk);
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
  const remember = useCallback((role: DeskRole | null) => void (me && memory.keep(me, role)), [me, memory]);
  return <Context value={useMemo(() => ({ desk: found, was, remember, seek }), [found, was, remember, seek])}>{children}</Context>;
}

export const useFoundDesk = (): Desk | null | undefined => useContext(Context).desk;

/**
 * What they are there; until that is known, what they were. Who is `admin` has pages of the administration, whatever their power over the
 * installation. Null: not of the desk, or not known.
 */
export function useRoleAtDesk(): DeskRole | null {
  const { desk, was, remember } = useContext(Context);
  const role = desk === undefined ? was : (desk?.me().role ?? null);
  useEffect(() => {
    if (desk !== undefined) remember(role);
  }, [desk, role, remember]);
  return role;
}

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
