// Finding emoji by name, word or shortcode, in English and Chinese at once. Pure.
import type { Emoji, EmojiTable } from './emoji-data.ts';
import { plainOf } from './skin-tone.ts';

/** How well one word of the query fits: less is better; null: not at all. */
function rankOf({ codes, english, chinese }: Emoji, word: string): number | null {
  if (codes.includes(word) || chinese.includes(word)) return 0;
  if (codes.some((code) => code.startsWith(word)) || chinese[0]?.startsWith(word)) return 1;
  if (english[0]?.split(' ').some((part) => part.startsWith(word))) return 2;
  if (english.some((other) => other.startsWith(word)) || chinese.some((other) => other.includes(word))) return 3;
  return word.length > 2 && codes.some((code) => code.includes(word)) ? 4 : null;
}

function rankOfAll(emoji: Emoji, words: readonly string[]): number | null {
  let sum = 0;
  for (const word of words) {
    const one = rankOf(emoji, word);
    if (one === null) return null;
    sum += one;
  }
  return sum;
}

/** The best first; of those that fit, the ones in `recent` (latest first, in any tone) come before all others. */
export function searchEmoji(table: EmojiTable, query: string, recent: readonly string[], limit: number): Emoji[] {
  const whole = query.trim().toLowerCase();
  if (whole === '') return [];
  const words = whole.split(/[\s_]+/).filter((word) => word !== '');
  const used = recent.map(plainOf);
  const found = table.flat().flatMap((emoji) => {
    const rank = emoji.codes.includes(whole) ? 0 : rankOfAll(emoji, words);
    if (rank === null) return [];
    const use = used.indexOf(plainOf(emoji.emoji));
    return [{ emoji, rank: use < 0 ? rank : use - used.length }];
  });
  return found
    .sort((a, b) => a.rank - b.rank)
    .slice(0, limit)
    .map(({ emoji }) => emoji);
}

/** The one with exactly this shortcode. */
export function emojiOfCode(table: EmojiTable, code: string): Emoji | undefined {
  return table.flat().find(({ codes }) => codes.includes(code.toLowerCase()));
}
