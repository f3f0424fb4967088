'use client';
// Short notices at the bottom left, three at most, gone by themselves; hover and focus hold them. For what is done or
// can be undone. A failure that needs an action stands where it happened, never here.

import { createContext, type ReactNode, use, useCallback, useRef, useState } from 'react';
import { later } from './later.tsx';
import type { ShownToast, ToastMessage } from './toast-cards.tsx';

const MOST = 3;

type Show = (toast: ToastMessage) => void;

const Context = createContext<Show | undefined>(undefined);

export function useToast(): Show {
  const show = use(Context);
  if (!show) throw new Error('ToastProvider is missing above this component');
  return show;
}

const Toasts = later(async () => (await import('./toast-cards.tsx')).ToastCards);

export function ToastProvider({ children }: { readonly children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly ShownToast[]>([]);
  const [used, setUsed] = useState(false);
  const next = useRef(1);
  const show = useCallback<Show>((toast) => {
    const id = next.current++;
    setUsed(true);
    setToasts((now) => [...now.filter(({ about }) => about === undefined || about !== toast.about), { ...toast, id }].slice(-MOST));
  }, []);
  return (
    <Context value={show}>
      {children}
      {used ? <Toasts toasts={toasts} onGone={(id) => setToasts((now) => now.filter((other) => other.id !== id))} /> : null}
    </Context>
  );
}
