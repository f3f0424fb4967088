import { expect, test } from 'vitest';
import { wordsOf } from '../search/fold.ts';
import { createIndex } from '../search/index.ts';
import { loadPinyin } from '../search/pinyin.ts';
import { type Candidate, findBest } from './rank.ts';

const index = createIndex(await loadPinyin());

function candidate(name: string, part: Partial<Candidate<string>> = {}): Candidate<string> {
  return { item: name, name, handle: null, isUnread: false, lastAt: 0, ...part };
}
const best = (candidates: readonly Candidate<string>[], query: string, most = 9) =>
  findBest(candidates, wordsOf(query), index.match, most).map(({ item }) => item);

test('[palette] the whole name, its beginning, a word, pinyin, a part: in this order', () => {
  const names = ['Berlin', 'Merlin lin', '林晓雨', 'Linus Xavier', 'Lin'].map((name) => candidate(name));
  expect(best(names, 'lin')).toEqual(['Lin', 'Linus Xavier', 'Merlin lin', '林晓雨', 'Berlin']);
  expect(best(names, 'lin x')).toEqual(['Linus Xavier', '林晓雨']);
  expect(best(names, 'lin', 2)).toEqual(['Lin', 'Linus Xavier']);
});

test('[palette] of equals the unread one is first, then the latest; a better match goes before both', () => {
  const rows = [
    candidate('Garden A', { lastAt: 5 }),
    candidate('Garden B', { lastAt: 9 }),
    candidate('Garden C', { isUnread: true }),
    candidate('The garden', { isUnread: true, lastAt: 99 }),
  ];
  expect(best(rows, 'garden')).toEqual(['Garden C', 'Garden B', 'Garden A', 'The garden']);
});

test('[palette] people are found by their handle, after those who are called so', () => {
  const people = [candidate('Ines Moreau', { handle: 'mo' }), candidate('Mo', { handle: 'x1' })];
  expect(best(people, '@mo')).toEqual(['Mo', 'Ines Moreau']);
});
