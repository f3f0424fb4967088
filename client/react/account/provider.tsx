'use client';
// Who is signed in here: read once when the page opens, changed by signing in and out.

import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import type { WireUser } from '../../../core/protocol/wire.ts';
import type { AccountPort, Entrance, SignUpForm } from '../../engine/account.ts';

export type { Entrance } from '../../engine/account.ts';
export { CallError } from '../../engine/account.ts';

type Session =
  | { readonly state: 'loading' }
  | { readonly state: 'failed' }
  | { readonly state: 'out'; readonly entrance: Entrance }
  | { readonly state: 'in'; readonly user: WireUser };

interface Account {
  readonly session: Session;
  retry(): void;
  signUp(form: SignUpForm): Promise<void>;
  signIn(email: string, password: string): Promise<void>;
  signOut(): Promise<void>;
}

const AccountContext = createContext<Account | null>(null);

async function readSession(port: AccountPort): Promise<Session> {
  const user = await port.me();
  return user ? { state: 'in', user } : { state: 'out', entrance: await port.entrance() };
}

export function AccountProvider({ port, children }: { readonly port: AccountPort; readonly children: ReactNode }) {
  const [session, setSession] = useState<Session>({ state: 'loading' });
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let open = true;
    const show = (next: Session) => {
      if (open) setSession(next);
    };
    if (tries >= 0) readSession(port).then(show, () => show({ state: 'failed' }));
    return () => {
      open = false;
    };
  }, [port, tries]);
  const account: Account = {
    session,
    retry() {
      setSession({ state: 'loading' });
      setTries(tries + 1);
    },
    async signUp(form) {
      setSession({ state: 'in', user: await port.signUp(form) });
    },
    async signIn(email, password) {
      setSession({ state: 'in', user: await port.signIn(email, password) });
    },
    async signOut() {
      await port.signOut();
      setSession({ state: 'out', entrance: await port.entrance() });
    },
  };
  return <AccountContext value={account}>{children}</AccountContext>;
}

export function useAccount(): Account {
  const account = useContext(AccountContext);
  if (!account) throw new Error('useAccount outside of AccountProvider');
  return account;
}
