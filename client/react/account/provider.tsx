'use client';
// Who is signed in here: at once as this device remembers it, then as the server says; changed by signing in and out, in any
// tab, and when the server ends the session.

import { createContext, type ReactNode, useContext, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { TerminalId } from '../../../core/protocol/ids.ts';
import type { WireUser } from '../../../core/protocol/wire.ts';
import type { AccountPort, ProfileChange, SignUpForm, Terminal } from '../../engine/account.ts';
import type { AccountMemory } from '../../engine/account-memory.ts';
import { forgetKept } from '../device/kept.ts';
import { LOADING, type Session, Sessions } from './sessions.ts';

export type { DemoAccount, Entrance, ProfileChange, SignUpForm, Terminal } from '../../engine/account.ts';
export { CallError } from '../../engine/account.ts';
export type { Session } from './sessions.ts';

/** Those that answer a promise reject with a CallError; `retry` shows a failure as the session's state. */
export interface Account {
  readonly session: Session;
  retry(): Promise<void>;
  signUp(form: SignUpForm): Promise<void>;
  signIn(email: string, password: string): Promise<void>;
  enterDemo(handle: string): Promise<void>;
  /** Leaves at once, and removes all that is kept here of who was in; the server is told, now or when it is there again. Does not fail. */
  signOut(): Promise<void>;
  /** The session ended elsewhere: shows the way in. */
  ended(): Promise<void>;
  /** Called at a sign-out, to remove what this browser keeps; answers how to stop that. */
  onSignOut(clear: () => Promise<void>): () => void;
  terminals(): Promise<Terminal[]>;
  revokeTerminal(id: TerminalId): Promise<void>;
  changePassword(current: string, next: string): Promise<void>;
  updateProfile(change: ProfileChange): Promise<WireUser>;
}

const AccountContext = createContext<Account | null>(null);

/** A server that did not answer is asked again so often, ms. */
const FAILED_MS = 10_000;

interface Props {
  readonly port: AccountPort;
  readonly memory: AccountMemory;
  readonly children: ReactNode;
}

export function AccountProvider({ port, memory, children }: Props) {
  const [sessions] = useState(() => new Sessions(port, memory));
  const session = useSyncExternalStore(sessions.subscribe, sessions.current, () => LOADING);
  useEffect(() => sessions.start(), [sessions]);
  useEffect(() => sessions.onSignOut(async () => forgetKept()), [sessions]);
  useEffect(() => verifyAgain(sessions.verify), [sessions]);
  const failed = session.state === 'failed';
  useEffect(() => (failed ? verifyEach(sessions.verify) : undefined), [failed, sessions]);
  const account = useMemo(
    (): Account => ({
      session,
      retry: sessions.retry,
      signUp: sessions.signUp,
      signIn: sessions.signIn,
      enterDemo: sessions.enterDemo,
      signOut: sessions.signOut,
      ended: sessions.verify,
      onSignOut: sessions.onSignOut,
      updateProfile: sessions.updateProfile,
      terminals: port.terminals,
      revokeTerminal: port.revokeTerminal,
      changePassword: port.changePassword,
    }),
    [session, sessions, port],
  );
  return <AccountContext value={account}>{children}</AccountContext>;
}

/** When the network is back, and when the page comes back from where the browser had put it away. */
function verifyAgain(verify: () => Promise<void>): () => void {
  const off = new AbortController();
  const { signal } = off;
  window.addEventListener('online', () => void verify(), { signal });
  window.addEventListener('pageshow', ({ persisted }) => persisted && void verify(), { signal });
  return () => off.abort();
}

/** Where nobody can go on before the server answers. */
function verifyEach(verify: () => Promise<void>): () => void {
  const timer = setInterval(() => void verify(), FAILED_MS);
  return () => clearInterval(timer);
}

export function useAccount(): Account {
  const account = useContext(AccountContext);
  if (!account) throw new Error('useAccount outside of AccountProvider');
  return account;
}
