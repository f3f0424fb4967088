'use client';
// What a page of live figures shows: asked again every two seconds while the page is in view. What was known stands while nobody
// answers, and says since when.

import { useCallback, useEffect, useRef, useState } from 'react';
import { CallError } from '../../../client/react/account/provider.tsx';

interface Live<T> {
  readonly data: T | null;
  /** When it was read, ms since 1970. */
  readonly at: number;
  /** Why the last try failed; null: it did not. */
  readonly error: CallError | null;
}

/** `load` must stay the same function (useCallback). `paused`: nothing is asked until it is over. */
export function useLive<T>(load: () => Promise<T>, everyMs: number, paused: boolean): Live<T> & { again(): void } {
  const [live, setLive] = useState<Live<T>>({ data: null, at: 0, error: null });
  const turn = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const ask = useCallback(async () => {
    clearTimeout(timer.current);
    const mine = ++turn.current;
    const put = (next: (now: Live<T>) => Live<T>) => {
      if (mine !== turn.current) return;
      setLive(next);
      if (!document.hidden) timer.current = setTimeout(() => void ask(), everyMs);
    };
    try {
      const data = await load();
      put(() => ({ data, at: Date.now(), error: null }));
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      put((now) => ({ ...now, error }));
    }
  }, [load, everyMs]);
  useEffect(() => {
    if (paused) return undefined;
    const look = () => {
      if (!document.hidden) void ask();
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => {
      turn.current++;
      clearTimeout(timer.current);
      document.removeEventListener('visibilitychange', look);
    };
  }, [ask, paused]);
  return { ...live, again: () => void ask() };
}
