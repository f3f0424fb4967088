'use client';
// The chat engine of the signed-in user: made when somebody is in, closed when they go, its store removed when they sign
// out here. `ChatEngine` stands once above all pages, so that a change of page keeps it; `ChatProvider` shows what is below
// it when there is an engine.

import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import type { WireUser } from '../../../core/protocol/wire.ts';
import type { Chat } from '../../engine/chat.ts';
import { useAccount } from '../account/provider.tsx';
import { ChatContext } from './hooks.ts';

/** After so long a session that stands though its stream was refused gets another engine, ms. */
const REFUSED_MS = 5_000;

/** Makes the engine over the transports, which are not known here. */
export type MakeChat = (me: WireUser) => Chat;

const EngineContext = createContext<Chat | null>(null);

function useMe(): WireUser | null {
  const { session } = useAccount();
  return session.state === 'in' ? session.user : null;
}

export function ChatEngine({ make, children }: { readonly make: MakeChat; readonly children: ReactNode }) {
  const me = useMe();
  const { onSignOut, ended } = useAccount();
  const [chat, setChat] = useState<Chat | null>(null);
  const [turn, setTurn] = useState(0);
  const [first, setFirst] = useState(me);
  if (first?.id !== me?.id) setFirst(me);
  useEffect(() => {
    if (!first) return;
    const made = make(first);
    let again: ReturnType<typeof setTimeout> | undefined;
    let over = false;
    const unsubscribe = made.subscribe(() => {
      if (over || made.connection().state !== 'signedOut') return;
      over = true;
      void ended();
      again = setTimeout(() => setTurn(turn + 1), REFUSED_MS);
    });
    const forget = onSignOut(() => made.close({ clear: true }));
    setChat(made);
    return () => {
      clearTimeout(again);
      forget();
      unsubscribe();
      setChat(null);
      void made.close();
    };
  }, [first, make, onSignOut, ended, turn]);
  return <EngineContext value={chat}>{children}</EngineContext>;
}

/** For pages of somebody who is signed in; nothing is shown before the engine stands. */
export function ChatProvider({ children }: { readonly children: ReactNode }) {
  const chat = useContext(EngineContext);
  const me = useMe();
  const source = useMemo(() => chat && me && { ...chat, me }, [chat, me]);
  return source && <ChatContext value={source}>{children}</ChatContext>;
}
