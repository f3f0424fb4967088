'use client';
// Who is signed in here: read once when the page opens, changed by signing in and out, and when the server ends the session.

import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import type { TerminalId } from '../../../core/protocol/ids.ts';
import type { WireUser } from '../../../core/protocol/wire.ts';
import {
  type AccountPort,
  CallError,
  type Entrance,
  type Me,
  type ProfileChange,
  type SignUpForm,
  type Terminal,
} from '../../engine/account.ts';

export type { DemoAccount, Entrance, Me, ProfileChange, SignUpForm, Terminal } from '../../engine/account.ts';
export { CallError } from '../../engine/account.ts';

export type Session =
  | { readonly state: 'loading' }
  | { readonly state: 'failed' }
  | { readonly state: 'out'; readonly entrance: Entrance }
  | ({ readonly state: 'in' } & Me);

/** Those that answer a promise reject with a CallError; `retry` and `signOut` show a failure as the session's state. */
export interface Account {
  readonly session: Session;
  retry(): Promise<void>;
  signUp(form: SignUpForm): Promise<void>;
  signIn(email: string, password: string): Promise<void>;
  enterDemo(handle: string): Promise<void>;
  signOut(): Promise<void>;
  /** The session ended elsewhere: shows the way in. */
  ended(): Promise<void>;
  /** Called when a sign-out is done, to remove what this browser keeps; answers how to stop that. */
  onSignOut(clear: () => Promise<void>): () => void;
  terminals(): Promise<Terminal[]>;
  revokeTerminal(id: TerminalId): Promise<void>;
  changePassword(current: string, next: string): Promise<void>;
  updateProfile(change: ProfileChange): Promise<WireUser>;
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
  const me = await port.me();
  return me ? { state: 'in', ...me } : { state: 'out', entrance: await port.entrance() };
}

/** The session is over on the server before anything of it is removed here: a sign-out that fails loses nothing. */
async function leave(port: AccountPort, clear: Iterable<() => Promise<void>>): Promise<Session> {
  await port.signOut();
  await Promise.all([...clear].map((each) => each()));
  return { state: 'out', entrance: await port.entrance() };
}

function createCommands(port: AccountPort, setSession: (next: Session | ((session: Session) => Session)) => void) {
  const clears = new Set<() => Promise<void>>();
  return {
    async retry() {
      setSession({ state: 'loading' });
      setSession(await orFailed(readSession(port)));
    },
    async signUp(form: SignUpForm) {
      await port.signUp(form);
      setSession(await orFailed(readSession(port)));
    },
    async signIn(email: string, password: string) {
      await port.signIn(email, password);
      setSession(await orFailed(readSession(port)));
    },
    async enterDemo(handle: string) {
      await port.enterDemo(handle);
      setSession(await orFailed(readSession(port)));
    },
    async signOut() {
      setSession(await orFailed(leave(port, clears)));
    },
    async ended() {
      setSession(await orFailed(readSession(port)));
    },
    onSignOut(clear: () => Promise<void>) {
      clears.add(clear);
      return () => void clears.delete(clear);
    },
    terminals: () => port.terminals(),
    revokeTerminal: (id: TerminalId) => port.revokeTerminal(id),
    changePassword: (current: string, next: string) => port.changePassword(current, next),
    async updateProfile(change: ProfileChange) {
      const user = await port.updateProfile(change);
      setSession((session) => (session.state === 'in' ? { ...session, user } : session));
      return user;
    },
  };
}

export function AccountProvider({ port, children }: { readonly port: AccountPort; readonly children: ReactNode }) {
  const [session, setSession] = useState<Session>({ state: 'loading' });
  const commands = useMemo(() => createCommands(port, setSession), [port]);
  useEffect(() => {
    let shown = true;
    void orFailed(readSession(port)).then((read) => {
      if (shown) setSession(read);
    });
    return () => {
      shown = false;
    };
  }, [port]);
  const account = useMemo((): Account => ({ session, ...commands }), [session, commands]);
  return <AccountContext value={account}>{children}</AccountContext>;
}

export function useAccount(): Account {
  const account = useContext(AccountContext);
  if (!account) throw new Error('useAccount outside of AccountProvider');
  return account;
}
