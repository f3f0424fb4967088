import { expect, test } from 'vitest';
import { createSiteKeyInput } from '../../../core/protocol/desk-commands.ts';
import { embedLine, originOf, originsOf } from './origins.ts';

test('[desk set-up] an address as people type it becomes an origin that the server takes', () => {
  const typed = {
    'shop.example.org': 'https://shop.example.org',
    ' https://Shop.example.org/cart?x=1 ': 'https://shop.example.org',
    'http://shop.example.org:8080': 'http://shop.example.org:8080',
    'localhost:3000': 'http://localhost:3000',
    '例子.example': 'https://xn--fsqu00a.example',
  };
  for (const [text, origin] of Object.entries(typed)) {
    expect(originOf(text)).toBe(origin);
    expect(createSiteKeyInput.safeParse({ name: 'Shop', origins: [origin] }).success).toBe(true);
  }
  for (const text of ['', 'shop', 'my shop.org', 'ftp://shop.example.org', 'javascript:alert(1)']) expect(originOf(text)).toBeNull();
});

test('[desk set-up] several stand one a line; the first that is none is named', () => {
  expect(originsOf('shop.example.org\n\nhttps://shop.example.org/\nwww.example.org')).toEqual({
    origins: ['https://shop.example.org', 'https://www.example.org'],
    bad: null,
  });
  expect(originsOf('shop.example.org\nnot an address').bad).toBe('not an address');
  expect(embedLine('https://chat.example.org', '17')).toBe(
    '<script async src="https://chat.example.org/widget.js" data-site="17"></script>',
  );
});
