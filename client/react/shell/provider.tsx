'use client';
// The version of this page: whether a newer one is ready, and how to get it.

import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import type { ShellPort } from '../../engine/shell.ts';
import { useAppearance } from '../appearance/provider.tsx';
import { useLang } from '../i18n/provider.tsx';
import { watchScripts } from './lost-script.ts';

interface ShellView {
  /** A newer version is ready. */
  readonly old: boolean;
  /** Loads it, whatever is written is kept. */
  renew(): Promise<void>;
  check(): void;
}

const Context = createContext<ShellView | null>(null);

export function ShellProvider({ port, children }: { readonly port: ShellPort; readonly children: ReactNode }) {
  const old = useSyncExternalStore(port.subscribe, port.isOld, () => false);
  const { theme, density } = useAppearance();
  const { lang } = useLang();
  useEffect(() => port.start(), [port]);
  useEffect(() => watchScripts(), []);
  // The kept start page says them from its first byte.
  const looks = `${theme} ${density} ${lang}`;
  const said = useRef(looks);
  useEffect(() => {
    if (said.current !== looks) port.refresh();
    said.current = looks;
  }, [port, looks]);
  const view = useMemo((): ShellView => ({ old, renew: port.renew, check: port.check }), [old, port]);
  return <Context value={view}>{children}</Context>;
}

export function useShell(): ShellView {
  const view = useContext(Context);
  if (!view) throw new Error('useShell outside of ShellProvider');
  return view;
}
