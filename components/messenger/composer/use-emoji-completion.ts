'use client';

// Emoji behind a `:`, by shortcode or name in English and Chinese; those used lately first. A closing `:` takes the one whose
// shortcode is written out.

import { type Emoji, loadEmoji } from '../../emoji/emoji-data.ts';
import { emojiQueryAt } from '../../emoji/emoji-query.ts';
import { emojiOfCode, searchEmoji } from '../../emoji/emoji-search.ts';
import { useRecentEmoji } from '../../emoji/habits.ts';
import { useLazy } from '../../ui/use-lazy.ts';
import { useCompletion } from './use-completion.ts';

const SHOWN = 7;

export function useEmojiCompletion(text: string, cursor: number) {
  const asked = emojiQueryAt(text, cursor);
  // Where it does not load nothing is offered, and the text stays as it is.
  const loaded = useLazy(loadEmoji, asked !== null);
  const recent = useRecentEmoji();
  const table = loaded.state === 'ready' ? loaded.value : [];
  const found = asked ? searchEmoji(table, asked.query, recent, SHOWN) : [];
  return {
    ...useCompletion<Emoji>(asked, found),
    /** The one that a `:` here would close. */
    closing: asked ? emojiOfCode(table, asked.query) : undefined,
  };
}
