import { expect, test } from 'vitest';
import { loadEmoji } from './emoji-data.ts';
import { emojiOfCode, searchEmoji } from './emoji-search.ts';

const table = await loadEmoji();
const find = (query: string, recent: readonly string[] = []) => searchEmoji(table, query, recent, 8).map(({ emoji }) => emoji);

test('[emoji] is found by shortcode, by the beginning of a word, and by words in any order', () => {
  expect(find('smi')[0]).toBe('😃');
  expect(find('+1')[0]).toBe('👍');
  expect(find('red heart')[0]).toBe('❤️');
  expect(find('heart red')[0]).toBe('❤️');
  expect(find('tada')[0]).toBe('🎉');
  expect(find('PIZZA')[0]).toBe('🍕');
});

test('[emoji] is found in Chinese, whatever the language of the page', () => {
  expect(find('笑哭了')[0]).toBe('😂');
  expect(find('猫')).toContain('🐱');
  expect(find('生日')).toContain('🎂');
});

test('[emoji] those used lately come first, the latest before the others, where they fit at all', () => {
  expect(find('smi', ['🍕', '😸', '😄']).slice(0, 2)).toEqual(['😸', '😄']);
  expect(find('vic', ['✌🏽'])[0]).toBe('✌️');
});

test('[emoji] nothing is found for nothing and for nonsense', () => {
  expect(find(' ')).toEqual([]);
  expect(find('qqqqq')).toEqual([]);
});

test('[emoji] a whole shortcode names one', () => {
  expect(emojiOfCode(table, 'Tada')?.emoji).toBe('🎉');
  expect(emojiOfCode(table, 'tad')).toBeUndefined();
});
