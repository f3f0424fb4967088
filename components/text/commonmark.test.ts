import { lexer, type Token } from 'marked';
import { expect, test } from 'vitest';
import { drawn } from '../../testing/text/drawn.ts';

// Where a chat wants nothing else, our reading is that of a CommonMark parser.
const ORDINARY = [
  'plain words, and more of them.',
  '**bold**, *slanted*, ***both***, _one_, __two__',
  '**bold with *slanted* in it** and *slanted with **bold** in it*',
  '*a **b***, ***a** b*, **a *b***',
  '**a **b** c**',
  '**a* b**, *a** b*',
  'a * b, a ** b, * a*, ** a**',
  '"*quoted*" (**in brackets**), *so*.',
  '`a` and ``a`b``, `a **b**`, **a `b**` c**',
  '[a link](https://a.example/x) and [**bold** one](https://a.example/y)',
  '[a [nested](https://b.example/) one](x)',
  '~~struck~~ and ~~**both**~~',
  '# A title\n\nand a line',
  '- one\n- two\n  - nested\n  - again\n- three',
  '1. one\n2. two',
  '- [ ] open\n- [x] done',
  '> quoted\n> on two lines',
  '> quoted\n>\n> - with\n> - a list',
  'before\n\n```js\nconst a = `b`;\n```\n\nafter',
  '| a | b |\n|---|--:|\n| 1 | **2** |',
  'one\n\n---\n\ntwo',
];

const wrap = (sign: string, inside: string) => `<${sign}>${inside}</${sign}>`;

/** A parser's token, drawn as testing/text/drawn.ts draws our blocks. */
function theirs(token: Token): string {
  const all = (tokens: readonly Token[] = []) => tokens.map(theirs).join('');
  if (token.type === 'strong') return wrap('b', all(token.tokens));
  if (token.type === 'em') return wrap('i', all(token.tokens));
  if (token.type === 'del') return wrap('s', all(token.tokens));
  if (token.type === 'codespan') return wrap('c', token.text);
  if (token.type === 'link') return `<a ${token.href}>${all(token.tokens)}</a>`;
  if (token.type === 'heading') return wrap('h', all(token.tokens));
  if (token.type === 'blockquote') return wrap('q', all(token.tokens));
  if (token.type === 'code') return `<pre ${token.lang ?? ''}>${token.text}</pre>`;
  if (token.type === 'hr') return '<hr>';
  if (token.type === 'space') return '';
  if (token.type === 'checkbox') return '';
  if (token.type === 'list') return wrap('l', token.items.map(theirs).join(''));
  if (token.type === 'list_item') {
    const marker = /^\s*(\S+)/.exec(token.raw)?.[1] ?? '';
    return `{${marker}${token.task ? (token.checked ? ' x' : ' o') : ''} ${all(token.tokens)}}`;
  }
  if (token.type === 'table') {
    const rows = [token.header, ...token.rows].map((row: { tokens: Token[] }[]) => row.map((cell) => all(cell.tokens)).join('|'));
    return `<t ${token.align.join()}>${rows.join('/')}</t>`;
  }
  return 'tokens' in token && token.tokens ? all(token.tokens) : 'text' in token ? token.text : token.raw;
}

test.each(ORDINARY)('[markdown] as CommonMark reads it: %j', (text) => {
  const their = lexer(text, { gfm: true, breaks: true }).map(theirs).join('');
  expect(drawn(text)).toBe(their);
});
