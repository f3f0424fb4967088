'use client';
// Parts that the first paint does without: fetched some seconds after the page stands, so that they are there when they are
// wanted (without a network too), or at once when they are drawn before.

import { type ComponentType, lazy, type ReactNode, Suspense, useState } from 'react';

/** After so long the page is at rest, ms. */
const REST_MS = 3_000;

const waiting = new Set<() => Promise<void>>();
/** A page stands: what is put off from now on waits as long. */
let stands = false;
let resting = false;

type Later<P> = ((props: P) => ReactNode) & {
  /** Fetches it now, ahead of being drawn. */
  fetch(): Promise<void>;
};

interface Held<P> {
  readonly part: ComponentType<P>;
  /** It has been fetched. */
  here: ComponentType<P> | null;
}

/** The part that `load` answers; `fallback` stands in its place until it is there. What is there is drawn at once. */
export function later<P extends object>(load: () => Promise<ComponentType<P>>, fallback: ReactNode = null): Later<P> {
  const get = async () => {
    held.here = await load();
    return { default: held.here };
  };
  const held: Held<P> = { part: lazy(get), here: null };
  const fetch = fetchAtRest(get);
  return Object.assign((props: P) => <Slot held={held} fallback={fallback} given={props} />, { fetch });
}

function Slot<P extends object>({ held, fallback, given }: { readonly held: Held<P>; readonly fallback: ReactNode; readonly given: P }) {
  // What it is when it is first drawn it stays: another type would begin anew.
  const [Drawn] = useState<ComponentType<P>>(() => held.here ?? held.part);
  return (
    <Suspense fallback={fallback}>
      <Drawn {...given} />
    </Suspense>
  );
}

/** Has it loaded once the page is at rest; answers how to do so now. */
export function fetchAtRest(load: () => Promise<unknown>): () => Promise<void> {
  const fetch = async () => {
    waiting.delete(fetch);
    await load();
  };
  waiting.add(fetch);
  if (stands) rest();
  return fetch;
}

async function fetchWaiting(): Promise<void> {
  for (const fetch of waiting) await tryToFetch(fetch);
}

function rest(): void {
  if (resting) return;
  resting = true;
  setTimeout(() => {
    resting = false;
    void fetchWaiting();
  }, REST_MS);
}

/** Ahead of being drawn: where it fails, it is tried again when it is. */
export async function tryToFetch(fetch: () => Promise<void>): Promise<void> {
  try {
    await fetch();
  } catch (error) {
    console.warn('Parley fetches a part of the page when it is wanted.', error);
  }
}

/** From now on what is put off is fetched once the page is at rest. */
export function startFetching(): void {
  stands = true;
  rest();
}

/** True from the first time that it is `open`: what was shown once stays, so that it can go in its own way. */
export function useOnceOpen(open: boolean): boolean {
  const [wanted, setWanted] = useState(open);
  if (open && !wanted) setWanted(true);
  return wanted;
}
