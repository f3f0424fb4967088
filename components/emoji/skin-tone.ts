// The tone of the skin of emoji that show people. Pure.

/** None, then from light to dark. */
export const TONES = ['', '🏻', '🏼', '🏽', '🏾', '🏿'] as const;
export type Tone = (typeof TONES)[number];

const BASE = /\p{Emoji_Modifier_Base}\uFE0F?/gu;

/** An emoji that has tones, in one of them. Of two people who hold hands both get it, their hands do not. */
export function withTone(emoji: string, tone: Tone): string {
  if (tone === '') return emoji;
  const isPair = emoji.includes('\u200D🤝\u200D');
  return emoji.replace(BASE, (base) => (isPair && base === '🤝' ? base : base.replace('\uFE0F', '') + tone));
}

/** The same for all tones of an emoji, with its variation selector or without: to compare by. */
export function plainOf(emoji: string): string {
  return emoji.replace(/\p{Emoji_Modifier}|\uFE0F/gu, '');
}
