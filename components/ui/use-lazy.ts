'use client';
// What is loaded only when it is wanted: a part of the program, a table. A failure can be tried again.

import { useEffect, useState } from 'react';

export type Lazy<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; retry(): void }
  | { readonly state: 'ready'; readonly value: T };

/** `load` must stay the same function, and answer the same when it is called again. */
export function useLazy<T>(load: () => Promise<T>, wanted = true): Lazy<T> {
  const [result, setResult] = useState<{ readonly value: T } | 'failed' | null>(null);
  const missing = wanted && result === null;
  useEffect(() => {
    if (!missing) return;
    let shown = true;
    load().then(
      (value) => shown && setResult({ value }),
      () => shown && setResult('failed'),
    );
    return () => {
      shown = false;
    };
  }, [missing, load]);
  if (result === null) return { state: 'loading' };
  return result === 'failed' ? { state: 'failed', retry: () => setResult(null) } : { state: 'ready', value: result.value };
}
