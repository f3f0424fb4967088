'use client';
// The person's habits with emoji on this device: what was used, and the tone of skin.

import { kept, useKept } from '../../client/react/device/kept.ts';
import { favourites, parseUses, type Uses, withUse } from './emoji-uses.ts';
import { TONES, type Tone } from './skin-tone.ts';

const uses = kept<Uses>('parley.emoji', [], parseUses);
export const tone = kept<Tone>('parley.emojiTone', '', (value) => TONES.find((each) => each === value) ?? '');

/** Offered as quick reactions until habits say otherwise. */
const USUAL = ['👍', '❤️', '😂', '🎉', '😮', '🙏'];

export function rememberEmoji(emoji: string): void {
  uses.set(withUse(uses.get(), emoji));
}

/** The latest first. */
export function useRecentEmoji(): readonly string[] {
  return useKept(uses).map(({ emoji }) => emoji);
}

export function useQuickEmoji(): readonly string[] {
  return favourites(useKept(uses), USUAL, USUAL.length);
}
