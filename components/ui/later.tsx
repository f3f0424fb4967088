'use client';
// Parts that the first paint does without: fetched some seconds after the page stands, so that they are there when they are
// wanted (without a network too), or at once when they are drawn before.

import { type ComponentType, lazy, type ReactNode, Suspense, useEffect, useState } from 'react';

/** After so long the page is at rest, ms. */
const REST_MS = 3_000;

const waiting = new Set<() => Promise<unknown>>();

/** The part that `load` answers; `fallback` stands in its place until it is there. */
export function later<P extends object>(load: () => Promise<ComponentType<P>>, fallback: ReactNode = null): (props: P) => ReactNode {
  const Part = lazy(async () => ({ default: await load() }));
  waiting.add(load);
  return function Later(props: P) {
    return (
      <Suspense fallback={fallback}>
        <Part {...props} />
      </Suspense>
    );
  };
}

async function fetchWaiting(): Promise<void> {
  for (const load of waiting) {
    waiting.delete(load);
    try {
      await load();
    } catch (error) {
      console.warn('Parley fetches a part of the page when it is wanted.', error);
    }
  }
}

/** Fetches what was put off once the page is at rest. Stands once, above all pages. */
export function useFetchLater(): void {
  useEffect(() => {
    const timer = setTimeout(() => void fetchWaiting(), REST_MS);
    return () => clearTimeout(timer);
  }, []);
}

/** True from the first time that it is `open`: what was shown once stays, so that it can go in its own way. */
export function useOnceOpen(open: boolean): boolean {
  const [wanted, setWanted] = useState(open);
  if (open && !wanted) setWanted(true);
  return wanted;
}
