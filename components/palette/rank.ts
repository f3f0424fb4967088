// What a query finds among conversations, people and commands, best first: by how well it is meant; of equals those with
// something unread, then the latest. Pure.

import type { Match } from '../search/match.ts';

/** A handle that is meant counts less than a name. */
const HANDLE_LESS = 0.5;
/** Something unread goes before its equals and not further. */
const UNREAD_MORE = 0.25;

export interface Finding {
  /** What is meant of the name, and of the handle; null: nothing of it. */
  readonly name: Match | null;
  readonly handle: Match | null;
}

export interface Candidate<T> {
  readonly item: T;
  readonly name: string;
  readonly handle: string | null;
  readonly isUnread: boolean;
  /** Ms since 1970. */
  readonly lastAt: number;
}

export interface Found<T> extends Finding {
  readonly item: T;
  readonly rank: number;
  readonly lastAt: number;
}

type MatchText = (text: string, words: readonly string[]) => Match | null;

function find<T>({ item, name, handle, isUnread, lastAt }: Candidate<T>, words: readonly string[], match: MatchText): Found<T> | null {
  const byName = match(name, words);
  const byHandle = handle === null ? null : match(handle, words);
  if (!byName && !byHandle) return null;
  const rank = Math.max(byName?.rank ?? 0, byHandle ? byHandle.rank - HANDLE_LESS : 0) + (isUnread ? UNREAD_MORE : 0);
  return { item, name: byName, handle: byHandle, rank, lastAt };
}

/** At most `most`. */
export function findBest<T>(
  candidates: readonly Candidate<T>[],
  words: readonly string[],
  match: MatchText,
  most: number,
): readonly Found<T>[] {
  const found = candidates.flatMap((candidate) => find(candidate, words, match) ?? []);
  return found.sort((a, b) => b.rank - a.rank || b.lastAt - a.lastAt).slice(0, most);
}
