// Calling people in the composer: what stands behind an `@` at the cursor, and who is called in the text that is sent. Pure.
import type { UserId } from '../../../core/protocol/ids.ts';
import type { Rank } from '../../search/finder.ts';
import { namesIn } from '../../text/mentions.ts';

/** Behind an `@` they call everybody, whatever the language of the page. */
export const EVERYONE: readonly string[] = ['all', 'everyone', '所有人'];

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

/** Whose name (or how it is read) or handle the query means, those first whom it means best; without a query all of them. */
export function membersMeant<M extends { readonly name: string; readonly handle: string | null }>(
  members: readonly M[],
  query: string,
  rank: Rank,
): readonly M[] {
  if (query === '') return members;
  return members
    .map((member) => ({ member, rank: Math.max(rank(member.name), rank(member.handle ?? '')) }))
    .filter((found) => found.rank > 0)
    .sort((a, b) => b.rank - a.rank)
    .map(({ member }) => member);
}

/** Those who are called in `text`: everybody whose name stands in it, but of namesakes only who was picked. */
export function calledIn(
  text: string,
  picked: readonly Called[],
  members: readonly Called[],
): { mentionUserIds: UserId[]; mentionAll: boolean } {
  const found = namesIn(text, [...[...picked, ...members].map((person) => person.name), ...EVERYONE]);
  const chosen = picked.filter((person) => found.has(person.name));
  const others = members.filter((person) => found.has(person.name) && !chosen.some((other) => other.name === person.name));
  return {
    mentionUserIds: [...new Set([...chosen, ...others].map((person) => person.id))],
    mentionAll: EVERYONE.some((word) => found.has(word)),
  };
}
