'use client';
// The section in view is the last part of the address. Switching asks no server.

import type { MouseEvent } from 'react';
import { back, go, usePath } from '../../client/react/place/place.ts';

/** A click that is not meant for another tab or window. */
function isPlain(event: MouseEvent): boolean {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}

interface Sections<S> {
  /** Undefined on the page that a phone shows as a menu. */
  readonly section: S | undefined;
  readonly open: (href: string, event: MouseEvent) => void;
  /** To the menu of a phone. */
  readonly back: () => void;
}

export function useSections<S extends string>(base: '/settings' | '/admin', parse: (text: string) => S | undefined): Sections<S> {
  const section = usePath().split('/')[2];
  return {
    section: section === undefined ? undefined : parse(section),
    open(href, event) {
      if (!isPlain(event)) return;
      event.preventDefault();
      go(href);
    },
    back: () => back(base),
  };
}
