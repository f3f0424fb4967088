'use client';
// F6 and Shift+F6 go from pane to pane (elements marked `data-region` that are shown), as in a desktop program. Inside
// something that floats the key is left alone: the focus stays in there.

import { useCommand } from '../keys/use-command.ts';

const FIRST = 'a[href], button:not(:disabled), input:not(:disabled), textarea:not(:disabled), [tabindex="0"]';

function move(step: 1 | -1): boolean {
  const focused = document.activeElement;
  if (focused?.closest('[role="dialog"], [role="alertdialog"]')) return false;
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter((region) => region.checkVisibility());
  const at = regions.findIndex((region) => region.contains(focused));
  const next = regions[at < 0 ? 0 : (at + step + regions.length) % regions.length];
  if (!next) return false;
  (next.querySelector<HTMLElement>('[data-region-focus]') ?? firstIn(next) ?? next).focus();
  return true;
}

function firstIn(region: HTMLElement): HTMLElement | undefined {
  return [...region.querySelectorAll<HTMLElement>(FIRST)].find((element) => element.checkVisibility());
}

/** An element marked `data-region-focus` gets the focus of its region instead of its first control. */
export function useRegionKeys(): void {
  useCommand('regionNext', () => move(1));
  useCommand('regionBefore', () => move(-1));
}
