// Calling people in the composer: what stands behind an `@` at the cursor, and who is called in the text that is sent. Pure.
import type { UserId } from '../../core/protocol/ids.ts';

export interface Called {
  readonly id: UserId;
  readonly name: string;
}

/** The `@` before the cursor with what is written behind it; null: there is none, or it is part of a word such as an address. */
export function queryAt(text: string, cursor: number): { readonly from: number; readonly query: string } | null {
  const from = text.lastIndexOf('@', cursor - 1);
  if (from < 0) return null;
  const query = text.slice(from + 1, cursor);
  const before = text[from - 1];
  return (before === undefined || /[\s\p{Script=Han}(（，。]/u.test(before)) && !/\s/.test(query) && query.length <= 32
    ? { from, query }
    : null;
}

/** Those who were picked and whose names still stand in the text. */
export function calledIn(
  text: string,
  picked: readonly Called[],
  everyone: readonly string[],
): { mentionUserIds: UserId[]; mentionAll: boolean } {
  const ids = picked.filter((person) => text.includes(`@${person.name}`)).map((person) => person.id);
  return {
    mentionUserIds: [...new Set(ids)],
    mentionAll: everyone.some((word) => new RegExp(`@${word}(?![\\p{L}\\p{N}])`, 'u').test(text)),
  };
}
