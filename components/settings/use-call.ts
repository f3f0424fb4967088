'use client';
// A call that a button makes: one at a time, its refusal kept in words for the place where it happened.

import { useRef, useState } from 'react';
import { CallError } from '../../client/react/account/provider.tsx';
import { errorText } from '../../client/react/i18n/error-text.ts';
import { useT } from '../../client/react/i18n/provider.tsx';

interface Call {
  readonly busy: boolean;
  /** Why the last one was refused; null after one that was not. */
  readonly error: CallError | null;
  /** The same in words. */
  readonly refused: string | null;
  /** True when it was done; false when it was refused, or one is under way. */
  run(work: () => Promise<unknown>): Promise<boolean>;
  /** Forgets the refusal. */
  clear(): void;
}

export function useCall(): Call {
  const t = useT();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<CallError | null>(null);
  const running = useRef(false);
  return {
    busy,
    error,
    refused: error ? errorText(t, error) : null,
    async run(work) {
      if (running.current) return false;
      running.current = true;
      setBusy(true);
      setError(null);
      try {
        await work();
        return true;
      } catch (failed) {
        if (!(failed instanceof CallError)) throw failed;
        setError(failed);
        return false;
      } finally {
        running.current = false;
        setBusy(false);
      }
    },
    clear: () => setError(null),
  };
}
