import { expect, test } from 'vitest';
import { favourites, parseUses, type Uses, withUse } from './emoji-uses.ts';

const after = (...emoji: string[]) => emoji.reduce<Uses>(withUse, []);

test('[emoji] the latest stands first, once, and no more than 32 are kept', () => {
  expect(after('😀', '🎉', '😀').map(({ emoji }) => emoji)).toEqual(['😀', '🎉']);
  const many = Array.from({ length: 40 }, (_, index) => String.fromCodePoint(0x1f600 + index));
  expect(after(...many)).toHaveLength(32);
  expect(after(...many)[0]?.emoji).toBe(many.at(-1));
});

test('[emoji] what is used again and again is offered first; one use moves nothing', () => {
  const usual = ['👍', '❤️', '😂'];
  expect(favourites(after('🎉'), usual, 3)).toEqual(usual);
  expect(favourites(after('🎉', '🎉', '😂', '😂', '😂'), usual, 3)).toEqual(['😂', '🎉', '👍']);
});

test('[emoji] counts halve, so that new habits can come up', () => {
  const often = after(...Array.from({ length: 64 }, () => '👍'));
  expect(often).toEqual([{ emoji: '👍', count: 32 }]);
});

test('[emoji] what an older version or a stranger left is passed over', () => {
  expect(parseUses('x')).toEqual([]);
  expect(parseUses([{ emoji: '😀', count: 1 }, { emoji: '', count: 1 }, { emoji: 'x' }, null, 3])).toEqual([{ emoji: '😀', count: 1 }]);
});
