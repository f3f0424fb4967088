'use client';
// What is asked of the server when it is looked at: once for each key, again where it is tried again.

import { useEffect, useEffectEvent, useState } from 'react';
import { CallError } from '../../client/react/account/provider.tsx';

export type Loaded<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; retry(): void }
  | { readonly state: 'ready'; readonly value: T };

export function useLoad<T>(load: () => Promise<T>, key: string): Loaded<T> {
  const [turn, setTurn] = useState(0);
  const [answer, setAnswer] = useState<{ readonly key: string; readonly value?: T; readonly failed: boolean } | null>(null);
  const ask = useEffectEvent(load);
  useEffect(() => {
    let shown = turn >= 0;
    ask().then(
      (value) => shown && setAnswer({ key, value, failed: false }),
      (error: unknown) => {
        if (!(error instanceof CallError)) throw error;
        if (shown) setAnswer({ key, failed: true });
      },
    );
    return () => {
      shown = false;
    };
  }, [key, turn]);
  if (!answer) return { state: 'loading' };
  // What was known before stands until the next answer comes.
  if (answer.value !== undefined) return { state: 'ready', value: answer.value };
  return { state: 'failed', retry: () => setTurn(turn + 1) };
}
