'use client';
// What of the desk does not fit the window.

import { useMedia } from '../ui/use-media.ts';

/** The desk folds its side panel under 1360 px and its views under 1120 px. */
export function useDeskFolds(): { readonly panel: boolean; readonly views: boolean } {
  return { panel: useMedia('(max-width: 1359px)'), views: useMedia('(max-width: 1119px)') };
}
