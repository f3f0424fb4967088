// What stands on an avatar without a picture, and its tint. Pure: the same person looks the same on every device.

const HAN_OR_SYLLABLE = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const WORD = /[\p{L}\p{N}]+/gu;

/** The first Han character or syllable where there is one, else the first letters of the first and last word; one letter at 24 px and below. */
export function initialsOf(name: string, size: number): string {
  const sign = name.match(HAN_OR_SYLLABLE)?.[0];
  if (sign) return sign;
  const words = name.match(WORD) ?? [];
  const first = words[0];
  if (!first) return [...name.trim()][0] ?? '?';
  const head = [...first][0] ?? '?';
  const last = words.length > 1 ? words.at(-1) : undefined;
  const tail = last ? [...last][0] : [...first][1];
  if (size <= 24 || !tail) return head.toUpperCase();
  return (head + tail).toUpperCase();
}

export type Tint = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;
const TINTS: readonly Tint[] = [1, 2, 3, 4, 5, 6, 7, 8];

/** FNV-1a of the id, so that neighbouring ids differ. */
export function tintOf(id: string): Tint {
  let hash = 0x811c9dc5;
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193);
  return TINTS[(hash >>> 0) % TINTS.length] ?? 1;
}

/** The class that colours a sender's name with the ink of their tint. */
export const INK: Record<Tint, string> = {
  1: 'text-(--av-1-ink)',
  2: 'text-(--av-2-ink)',
  3: 'text-(--av-3-ink)',
  4: 'text-(--av-4-ink)',
  5: 'text-(--av-5-ink)',
  6: 'text-(--av-6-ink)',
  7: 'text-(--av-7-ink)',
  8: 'text-(--av-8-ink)',
};

export const GROUND: Record<Tint, string> = {
  1: 'bg-(--av-1)',
  2: 'bg-(--av-2)',
  3: 'bg-(--av-3)',
  4: 'bg-(--av-4)',
  5: 'bg-(--av-5)',
  6: 'bg-(--av-6)',
  7: 'bg-(--av-7)',
  8: 'bg-(--av-8)',
};
