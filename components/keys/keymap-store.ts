'use client';
// The keymap of this device: one of its habits, the same in all its tabs.

import { kept, useKept } from '../../client/react/device/kept.ts';
import { DEFAULT_KEYMAP, type Keymap, parseKeymap } from './keymap.ts';

const keymap = kept<Keymap>('parley.keys', DEFAULT_KEYMAP, parseKeymap);

export const currentKeymap = (): Keymap => keymap.get();

export const useKeymap = (): Keymap => useKept(keymap);

export const setKeymap = (next: Keymap): void => keymap.set(next);
