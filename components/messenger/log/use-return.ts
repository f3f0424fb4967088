'use client';
// The ways back from where quotes have led: each jump remembers where one was reading. At the log's end they are over.

import { useState } from 'react';
import type { Reading } from './log-stand.ts';

interface Return {
  readonly hasBack: boolean;
  /** `reading`: where one was; null at the end, which has a way of its own. */
  leave(reading: Reading | null): void;
  back(): Reading | null;
}

export function useReturn(atEnd: boolean): Return {
  const [places, setPlaces] = useState<readonly Reading[]>([]);
  if (atEnd && places.length > 0) setPlaces([]);
  return {
    hasBack: places.length > 0,
    leave(reading) {
      if (reading) setPlaces([...places, reading]);
    },
    back() {
      setPlaces(places.slice(0, -1));
      return places.at(-1) ?? null;
    },
  };
}
