'use client';
// What a page reads from the server once, and again on demand. A later answer never gives way to an earlier one.

import { useCallback, useEffect, useRef, useState } from 'react';
import { CallError } from '../../client/react/account/provider.tsx';

export type Loaded<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly error: CallError }
  /** `at`: when it was read, ms since 1970: what "5 min ago" is counted from. */
  | { readonly state: 'ready'; readonly data: T; readonly at: number };

interface Source<T> {
  readonly loaded: Loaded<T>;
  /** Asks again, over the empty page of a first time. */
  reload(): void;
  /** Asks again; what is known stands until the answer. */
  refresh(): void;
  /** Sets what is known to have changed, without asking. */
  change(next: (data: T) => T): void;
}

/** `load` must stay the same function as long as it asks for the same (useCallback). */
export function useLoaded<T>(load: () => Promise<T>): Source<T> {
  const [loaded, setLoaded] = useState<Loaded<T>>({ state: 'loading' });
  const turn = useRef(0);
  const ask = useCallback(async () => {
    const mine = ++turn.current;
    const put = (next: Loaded<T>) => {
      if (mine === turn.current) setLoaded(next);
    };
    try {
      put({ state: 'ready', data: await load(), at: Date.now() });
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      put({ state: 'failed', error });
    }
  }, [load]);
  useEffect(() => {
    void ask();
    return () => {
      turn.current++;
    };
  }, [ask]);
  return {
    loaded,
    reload() {
      setLoaded({ state: 'loading' });
      void ask();
    },
    refresh: () => void ask(),
    change(next) {
      setLoaded((now) => (now.state === 'ready' ? { ...now, data: next(now.data) } : now));
    },
  };
}
