import { expect, test } from 'vitest';
import { initialsOf, tintOf } from './initials.ts';

test('[avatar] one Han character or syllable, else two letters', () => {
  expect(['林晓雨', '김도현', 'さくら', 'Marta Lindqvist', 'Tomás de la Varela', 'ubuntu', 'x'].map((n) => initialsOf(n, 44))).toEqual([
    '林',
    '김',
    'さ',
    'ML',
    'TV',
    'UB',
    'X',
  ]);
});

test('[avatar] in a name of two scripts the Han character says more than a letter', () => {
  expect([initialsOf('Warehouse 杭州仓', 44), initialsOf('秋季 launch', 44)]).toEqual(['杭', '秋']);
});

test('[avatar] one letter at 24 px and below', () => {
  expect([initialsOf('Marta Lindqvist', 25), initialsOf('Marta Lindqvist', 24)]).toEqual(['ML', 'M']);
});

test('[avatar] a name without letters or without anything still has a sign', () => {
  expect([initialsOf('🍵', 44), initialsOf('  ', 44), initialsOf('_^_', 44)]).toEqual(['🍵', '?', '_']);
});

test('[avatar] the tint is steady and spreads over all eight', () => {
  expect(tintOf('1001')).toBe(tintOf('1001'));
  const counts = new Map<number, number>();
  for (let id = 1; id <= 8000; id++) counts.set(tintOf(String(id)), (counts.get(tintOf(String(id))) ?? 0) + 1);
  expect([...counts.keys()].sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  for (const count of counts.values()) expect(count).toBeGreaterThan(700);
});
