'use client';
// A font for Han from here, for systems that have none: when the page has come to rest, it is looked whether Han is drawn at
// all, and only then the faces are loaded (a style sheet; of the font itself only the slices that the page needs).

import { useEffect } from 'react';
import { whenIdle } from '../ui/when-idle.ts';
import { drawsHan } from './draws-han.ts';

const PATIENCE_MS = 4_000;

export function HanFont() {
  useEffect(
    () =>
      whenIdle(() => {
        if (drawsHan()) return;
        // Not loaded (offline, say), Han is what it was before: boxes, until the next visit.
        import('./han-faces.ts').catch(() => undefined);
      }, PATIENCE_MS),
    [],
  );
  return null;
}
