'use client';
// The groups of the picker with their titles; those used lately before them.

import { useDeferredValue } from 'react';
import { useT } from '../../client/react/i18n/provider.tsx';
import { type Emoji, type EmojiTable, GROUP_IDS } from './emoji-data.ts';
import type { Section } from './emoji-grid.tsx';
import { plainOf } from './skin-tone.ts';

/** Two lines of them. */
const RECENT = 16;

function recentOf(table: EmojiTable, recent: readonly string[]): Emoji[] {
  const all = new Map(table.flat().map((emoji) => [plainOf(emoji.emoji), emoji]));
  return recent.slice(0, RECENT).flatMap((emoji) => {
    const known = all.get(plainOf(emoji));
    // As it was used, in the tone of then.
    return known ? [{ ...known, emoji, hasTones: false }] : [];
  });
}

/** At first only what is seen of them, so that the picker opens at once; the rest follows. */
export function useSections(table: EmojiTable, recent: readonly string[]): readonly Section[] {
  const t = useT();
  const used = recentOf(table, recent);
  const count = useDeferredValue(table.length, 1);
  return [
    ...(used.length > 0 ? [{ id: 'recent' as const, title: t('emoji.recent'), emoji: used }] : []),
    ...GROUP_IDS.map((id, index) => ({ id, title: t(`emoji.${id}`), emoji: index < count ? (table[index] ?? []) : [] })),
  ];
}
