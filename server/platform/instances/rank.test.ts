import { expect, test } from 'vitest';
import type { UserId } from '../../../core/protocol/ids.ts';
import { type Candidate, rank } from './rank.ts';

const at = (endpoint: string, more: Partial<Candidate> = {}): Candidate => ({
  endpoint,
  release: '1',
  weight: 100,
  load: 0,
  late: false,
  ...more,
});
const users = Array.from({ length: 2_000 }, (_, n) => `${7_000_000_000_000_000n + BigInt(n) * 4096n}` as UserId);

/** Numbers that look like chance, the same each time. */
function chance(): () => number {
  let state = 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

const first = (candidates: readonly Candidate[], user: UserId, random: () => number) => rank(candidates, user, random)[0]?.endpoint;

test('[instances] a thousand who ask at once go to all that are alike, in about equal parts', () => {
  const random = chance();
  const load = new Map(['a', 'b', 'c'].map((name) => [name, 0]));
  for (const user of users) {
    const to =
      first(
        [...load].map(([name, sent]) => at(name, { load: sent })),
        user,
        random,
      ) ?? '';
    load.set(to, (load.get(to) ?? 0) + 1);
  }
  expect([...load.values()].every((count) => count > 600 && count < 730)).toBe(true);
});

test('[instances] the less loaded comes first, and each is told once', () => {
  const random = chance();
  const ranked = rank([at('full', { load: 900 }), at('empty', { load: 2 })], users[0]!, random).map(({ endpoint }) => endpoint);
  expect(ranked).toEqual(['empty', 'full']);
  const many = ['a', 'b', 'c', 'd', 'e'].map((name) => at(name));
  expect(
    rank(many, users[1]!, random)
      .map(({ endpoint }) => endpoint)
      .toSorted(),
  ).toEqual(['a', 'b', 'c', 'd', 'e']);
});

test('[instances] a new release with weight 10 is the first of one user in ten, always the same ones; more with more weight', () => {
  const random = chance();
  const told = (weight: number) =>
    new Set(
      users.filter((user) => first([at('old', { load: 0 }), at('new', { release: '2', weight, load: 500 })], user, random) === 'new'),
    );
  const [few, again, half] = [told(10), told(10), told(50)];
  expect(few.size).toBeGreaterThan(140);
  expect(few.size).toBeLessThan(260);
  expect(again).toEqual(few);
  expect(half.size).toBeGreaterThan(850);
  expect([...few].every((user) => half.has(user))).toBe(true);
  expect(told(0).size).toBe(0);
});

test('[instances] the others are told behind, also those not meant for the user; one that is late comes last', () => {
  const random = chance();
  const ranked = rank([at('late', { late: true }), at('hidden', { release: '2', weight: 0 }), at('good', { load: 9 })], users[3]!, random);
  expect(ranked.map(({ endpoint }) => endpoint)).toEqual(['good', 'hidden', 'late']);
});
