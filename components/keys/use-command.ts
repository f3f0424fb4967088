'use client';
// How parts of the page take part in the keys: `useCommand` while they are shown, `runCommand` from a button or the palette;
// `useKeyListener` stands once a page and hears the keyboard.

import { useEffect, useEffectEvent } from 'react';
import { chordOf, typesText } from './chord.ts';
import { type CommandId, commandOf } from './commands.ts';
import { commandAt } from './keymap.ts';
import { currentKeymap } from './keymap-store.ts';
import { isMac } from './platform.ts';
import { createRegistry, type Handler } from './registry.ts';

const registry = createRegistry();
const TEXT_FIELDS = 'textarea, select, [contenteditable="true"], input:not([type="checkbox"], [type="radio"], [type="button"])';

/** Of several handlers the one with the highest rank is asked first. */
export function useCommand(id: CommandId, handler: Handler, rank = 0): void {
  const latest = useEffectEvent(handler);
  useEffect(() => registry.add(id, (event) => latest(event), rank), [id, rank]);
}

export function runCommand(id: CommandId): void {
  registry.run(id, null);
}

export function canRun(id: CommandId): boolean {
  return registry.has(id);
}

/** A dialog that stands over all else hides it from screen readers; keys of what lies below do nothing then. */
function isCovered(): boolean {
  return document.querySelector('[data-aria-hidden="true"]') !== null;
}

function isInScope(id: CommandId, chord: string, target: Element, mac: boolean): boolean {
  const { scope, typing } = commandOf(id);
  if ((!typing || typesText(chord, mac)) && target.closest(TEXT_FIELDS)) return false;
  return scope !== 'log' || target.closest('[data-log] [data-seq], [data-log] [data-unsent]') !== null;
}

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || !(event.target instanceof Element)) return;
  const mac = isMac();
  const chord = chordOf(event, mac);
  const id = chord === null ? null : commandAt(currentKeymap(), chord);
  if (chord === null || id === null || isCovered() || !isInScope(id, chord, event.target, mac)) return;
  if ((event.repeat && !commandOf(id).repeats) || registry.run(id, event)) event.preventDefault();
}

export function useKeyListener(): void {
  useEffect(() => {
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}
