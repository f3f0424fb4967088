import { expect, test } from 'vitest';
import { namesIn, piecesOf } from './text-pieces.ts';

const links = (text: string) => piecesOf(text, []).flatMap((piece) => (piece.type === 'link' ? piece.href : []));

test('[text] addresses become links without what the sentence puts behind them', () => {
  expect(links('see https://a.example/b?c=d#e.')).toEqual(['https://a.example/b?c=d#e']);
  expect(links('(https://en.wikipedia.org/wiki/Foo_(bar)), or http://x.y/')).toEqual([
    'https://en.wikipedia.org/wiki/Foo_(bar)',
    'http://x.y/',
  ]);
  expect(links('看 https://例子.example/路径，好')).toEqual(['https://例子.example/路径']);
  expect(links('mailto:a@b.example')).toEqual(['mailto:a@b.example']);
});

test('[text] nothing else becomes a link', () => {
  expect(links('javascript:alert(1) data:text/html,x ftp://a.b file:///etc <script>alert(1)</script> http://')).toEqual([]);
});

test('[text] the pieces are the text, whatever stands in it', () => {
  for (const text of ['', 'a', '@Ann and @Ann Lee, https://x.y/@Ann!', '🙂@Bo\n@all', '\u202e@Ann']) {
    expect(
      piecesOf(text, ['Ann', 'Ann Lee', 'Bo', 'all'])
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text);
  }
});

test('[text] the longest called name wins', () => {
  expect(piecesOf('@Ann Lee @Ann @Zoe', ['Ann', 'Ann Lee'])).toEqual([
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
