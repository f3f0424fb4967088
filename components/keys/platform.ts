'use client';
// Whether this is a Mac, where Cmd is what Ctrl is elsewhere. The server does not know, so the first drawing says Ctrl.

import { useSyncExternalStore } from 'react';

const never = () => () => undefined;

export function isMac(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.platform);
}

export function useMac(): boolean {
  return useSyncExternalStore(never, isMac, () => false);
}
