'use client';
// Draws in the browser alone: what is made up around this moment would differ from what the server made up.

import { type ReactNode, useSyncExternalStore } from 'react';

const never = () => () => undefined;

export function ClientOnly({ children }: { readonly children: ReactNode }) {
  const here = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  return here ? children : null;
}
