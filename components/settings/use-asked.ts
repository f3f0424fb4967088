'use client';
// What a dialog is about: it stays while the dialog fades, so that its words do not change under the eye.

import { useState } from 'react';

interface Asked<T> {
  readonly open: boolean;
  /** What was asked about last; null: nothing yet. */
  readonly about: T | null;
  ask(about: T): void;
  close(): void;
}

export function useAsked<T>(): Asked<T> {
  const [about, setAbout] = useState<T | null>(null);
  const [open, setOpen] = useState(false);
  return {
    open,
    about,
    ask(next) {
      setAbout(next);
      setOpen(true);
    },
    close: () => setOpen(false),
  };
}
