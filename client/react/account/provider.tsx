'use client';
// Who is signed in here: read once when the page opens, changed by signing in and out.

import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import type { WireUser } from '../../../core/protocol/wire.ts';
import { type AccountPort, CallError, type Entrance, type SignUpForm } from '../../engine/account.ts';

export type { Entrance } from '../../engine/account.ts';
export { CallError } from '../../engine/account.ts';

type Session =
  | { readonly state: 'loading' }
  | { readonly state: 'failed' }
  | { readonly state: 'out'; readonly entrance: Entrance }
  | { readonly state: 'in'; readonly user: WireUser };

interface Account {
  readonly session: Session;
  retry(): Promise<void>;
  signUp(form: SignUpForm): Promise<void>;
  signIn(email: string, password: string): Promise<void>;
  signOut(): Promise<void>;
}

const AccountContext = createContext<Account | null>(null);

/** What the server says; failed where it does not answer. Other errors are bugs and go on. */
async function orFailed(asked: Promise<Session>): Promise<Session> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof CallError) return { state: 'failed' };
    throw error;
  }
}

async function readSession(port: AccountPort): Promise<Session> {
  const user = await port.me();
  return user ? { state: 'in', user } : { state: 'out', entrance: await port.entrance() };
}

async function leave(port: AccountPort): Promise<Session> {
  await port.signOut();
  return { state: 'out', entrance: await port.entrance() };
}

export function AccountProvider({ port, children }: { readonly port: AccountPort; readonly children: ReactNode }) {
  const [session, setSession] = useState<Session>({ state: 'loading' });
  useEffect(() => {
    let shown = true;
    void orFailed(readSession(port)).then((read) => {
      if (shown) setSession(read);
    });
    return () => {
      shown = false;
    };
  }, [port]);
  const account: Account = {
    session,
    async retry() {
      setSession({ state: 'loading' });
      setSession(await orFailed(readSession(port)));
    },
    async signUp(form) {
      setSession({ state: 'in', user: await port.signUp(form) });
    },
    async signIn(email, password) {
      setSession({ state: 'in', user: await port.signIn(email, password) });
    },
    async signOut() {
      setSession(await orFailed(leave(port)));
    },
  };
  return <AccountContext value={account}>{children}</AccountContext>;
}

export function useAccount(): Account {
  const account = useContext(AccountContext);
  if (!account) throw new Error('useAccount outside of AccountProvider');
  return account;
}
