import { expect, test } from 'vitest';
import { piecesOf } from './text.tsx';

const links = (text: string) => piecesOf(text).flatMap(({ href }) => href ?? []);

test('[widget] addresses of the web can be followed, without what ends the sentence', () => {
  expect(links('See https://a.example/x?y=1, then (http://b.example/).')).toEqual(['https://a.example/x?y=1', 'http://b.example/']);
  expect(links('请看 https://a.example/x。')).toEqual(['https://a.example/x']);
});

test('[widget] nothing else is an address', () => {
  expect(links('javascript:alert(1) data:text/html,x ftp://a.example mailto:a@b.example https://')).toEqual([]);
});

test('[widget] no character is lost', () => {
  for (const text of ['', 'a', 'https://a.example', 'x https://a.example. y https://b.example!', '<b>https://a.example</b>']) {
    expect(
      piecesOf(text)
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text);
  }
});
