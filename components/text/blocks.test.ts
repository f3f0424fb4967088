import { expect, test } from 'vitest';
import { drawn } from '../../testing/text/drawn.ts';
import { blocksFor, parseText } from './parse.ts';

test.each([
  ['```ts\nconst a = 1;\n\n  b();\n```', '<pre ts>const a = 1;\n\n  b();</pre>'],
  ['```\n<script>\n```\nafter', '<pre ><script></pre>after'],
  ['before\n```js\na\n```', 'before<pre js>a</pre>'],
  ['```js\nopen', '<pre js>open</pre>'],
  ['```const a = 1\nb\n```', '<pre >const a = 1\nb</pre>'],
  ['```hello\n```', '<pre >hello</pre>'],
  ['````\n```\na\n```\n````', '<pre >```\na\n```</pre>'],
  ['> a\n> b', '<q>a\nb</q>'],
  ['> a\nanswer', '<q>a</q>answer'],
  ['> > deep\n> less', '<q><q>deep</q>less</q>'],
  ['> - a\n> - b', '<q><l>{- a}{- b}</l></q>'],
  ['- a\n- b', '<l>{- a}{- b}</l>'],
  ['- a\n  - b\n    - c\n- d', '<l>{- a<l>{- b<l>{- c}</l>}</l>}{- d}</l>'],
  ['1. a\n2. b\n  - c', '<l>{1. a}{2. b<l>{- c}</l>}</l>'],
  ['3) a\n7) b', '<l>{3) a}{7) b}</l>'],
  ['- a\n\n- b', '<l>{- a}{- b}</l>'],
  ['- a\nnot of it', '<l>{- a}</l>not of it'],
  ['- a\n  more of it', '<l>{- a\nmore of it}</l>'],
  ['- [ ] to do\n- [x] done', '<l>{- o to do}{- x done}</l>'],
  ['Shopping:\n* milk\n* eggs', 'Shopping:<l>{* milk}{* eggs}</l>'],
  ['- ```js\n  a\n  ```\n- b', '<l>{- <pre js>a</pre>}{- b}</l>'],
  ['# Title\ntext', '<h>Title</h>text'],
  ['### **A** title ##', '<h><b>A</b> title</h>'],
  ['a\n---\nb', 'a<hr>b'],
  ['| a | b |\n|---|:-:|\n| 1 | `2` |\n| 3 \\| 4 | |', '<t ,center>a|b/1|<c>2</c>/3 | 4|</t>'],
  ['a|b\n-|-:\n1|2\nafter', '<t ,right>a|b/1|2</t>after'],
])('[markdown] blocks: %j', (text, tree) => expect(drawn(text)).toBe(tree));

test.each([
  '#',
  '# ',
  '###',
  '#tag and #2',
  '-',
  '1.',
  '2024.',
  '+1',
  '-5 degrees',
  '*',
  '---',
  '***',
  '>',
  '>_<',
  '>:( no',
  '>>> print(1)',
  '->',
  '```',
  '~~~',
  '* * * * *',
  '- - -',
  '* * * * * run',
  'Title\n===',
  'a | b',
  '| a |',
  'It was in\n2024. A year.',
  '    four blanks',
  'a\n  two blanks\n\n\n    more lines\tand a tab',
  '[a]: https-less\n[b]: /x',
])('[markdown] no block: %j', (text) => expect(drawn(text)).toBe(text));

test('[markdown] every kind of line end is one', () => {
  expect(drawn('a\r\nb\rc')).toBe('a\nb\nc');
});

test('[markdown] deep quotes and lists end in text', () => {
  const quotes = drawn(`${'> '.repeat(500)}x`);
  expect(quotes.split('<q>').length - 1).toBe(6);
  expect(quotes).toContain(`${'> '.repeat(490)}`);
  const lists = drawn(Array.from({ length: 60 }, (_, depth) => `${' '.repeat(depth * 2)}- ${depth}`).join('\n'));
  expect(lists.split('<l>').length - 1).toBe(6);
  for (const item of [0, 30, 59]) expect(lists).toContain(` ${item}`);
});

test('[markdown] a text beyond the limit of a message is not read', () => {
  const text = `**a** ${'x'.repeat(20_000)}`;
  expect(parseText(text)).toEqual([{ type: 'text', children: [{ type: 'text', text }] }]);
});

test('[markdown] the same object is read once, and again when its text is another', () => {
  const event = {};
  const blocks = blocksFor(event, '**a**');
  expect(blocksFor(event, '**a**')).toBe(blocks);
  expect(blocksFor(event, '**b**')).not.toBe(blocks);
  expect(blocksFor({}, '**a**')).not.toBe(blocks);
});
