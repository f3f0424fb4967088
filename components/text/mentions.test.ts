import { expect, test } from 'vitest';
import { mentionsIn, namesIn } from './mentions.ts';

test('[text] the pieces are the text, whatever stands in it', () => {
  for (const text of ['', 'a', '@Ann and @Ann Lee, https://x.y/@Ann!', '🙂@Bo\n@all', '\u202e@Ann']) {
    expect(
      mentionsIn(text, ['Ann', 'Ann Lee', 'Bo', 'all'])
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text);
  }
});

test('[text] the longest called name wins', () => {
  expect(mentionsIn('@Ann Lee @Ann @Zoe', ['Ann', 'Ann Lee'])).toEqual([
    { type: 'mention', text: '@Ann Lee' },
    { type: 'text', text: ' ' },
    { type: 'mention', text: '@Ann' },
    { type: 'text', text: ' @Zoe' },
  ]);
});

test('[text] a Latin name ends with its word; in Han text the next word may follow at once', () => {
  expect(namesIn('@Annabel, @Ann: hi', ['Ann'])).toEqual(new Set(['Ann']));
  expect(namesIn('@Annabel', ['Ann'])).toEqual(new Set());
  expect(namesIn('@林晓雨请看', ['林晓雨', '林'])).toEqual(new Set(['林晓雨']));
});
