import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseText } from './parse.ts';
import type { Block, Inline } from './tree.ts';

const SIZE = 20_000;
const fill = (part: string) => part.repeat(Math.ceil(SIZE / part.length)).slice(0, SIZE);
const lines = (count: number, line: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => line(at))
    .join('\n')
    .slice(0, SIZE);

const HOSTILE: readonly string[] = [
  ...[
    '*a ',
    '*a **b ',
    '_a __b ',
    '***',
    '**a*b',
    '~~a ',
    '[',
    '![',
    '[a](',
    '[a](<',
    '](',
    '<',
    '<http://a ',
    '> ',
    '>',
    '- ',
    '`',
    '` ``',
    '\\',
  ].map(fill),
  ...[
    '\\*',
    'a\\_',
    '@a',
    'http://',
    'mailto:',
    'mailto:a@',
    'www.',
    'http://a.b/(',
    '|a',
    '\u202e',
    '\u200b',
    '重**点。',
    '\n',
    ' ',
    '\t\n',
    '#',
    '# ',
  ].map(fill),
  ...[
    '---\n',
    '```\n',
    '```a\n',
    '1. a\n',
    '- a\n\n',
    '> a\n\n',
    '|a|b|\n|-|-|\n',
    '|\n',
    'a|b\n-|-\n',
    '# a\n',
    '&#x',
    '<script>',
    '][][',
    '**_',
  ].map(fill),
  lines(190, (at) => `${' '.repeat(at)}- a`),
  lines(190, (at) => `${'`'.repeat(at)} a`),
  lines(190, (at) => `${'`'.repeat(190 - at)}`),
  `${fill('|a').slice(0, 9_000)}\n${fill('|-').slice(0, 9_000)}\n|b`,
  `# a${' '.repeat(19_000)}b`,
  `${'[a '.repeat(3_000)}${'](http://a.b)'.repeat(800)}`,
];

test('[hostile] nothing takes long, whatever the text', () => {
  const took = (text: string) => {
    const from = performance.now();
    parseText(text);
    return performance.now() - from;
  };
  const slow = HOSTILE.map((text) => ({ text: text.slice(0, 20), ms: Math.min(took(text), took(text)) })).filter(({ ms }) => ms > 1_000);
  expect(slow).toEqual([]);
});

function hrefs(nodes: readonly Inline[]): string[] {
  return nodes.flatMap((node) => ('children' in node ? [...(node.type === 'link' ? [node.href] : []), ...hrefs(node.children)] : []));
}

function inlinesOf(block: Block): readonly Inline[] {
  if (block.type === 'list') return block.items.flatMap((item) => item.children.flatMap(inlinesOf));
  if (block.type === 'quote') return block.children.flatMap(inlinesOf);
  if (block.type === 'table') return [block.head, ...block.rows].flat(2);
  return 'children' in block ? block.children : [];
}

const PARTS = [
  '*',
  '**',
  '_',
  '~~',
  '`',
  '```',
  '\n',
  '\n\n',
  ' ',
  '[',
  '](',
  ')',
  '!',
  '<',
  '>',
  '> ',
  '- ',
  '1. ',
  '# ',
  '|',
  '|-|',
  '\\',
];
const WORDS = [
  'a',
  '重点',
  '。',
  '😀',
  'http://a.b',
  'javascript:x',
  'data:x',
  '@Ann',
  '\u202e',
  '<script>',
  'mailto:a@b.c',
  '(',
  '"',
  '/c/1',
];
const texts = fc.array(fc.constantFrom(...PARTS, ...WORDS), { maxLength: 60 }).map((parts) => parts.join(''));

test('[hostile] whatever is mixed, only http, https and mailto become links', () => {
  fc.assert(
    fc.property(texts, (text) => {
      for (const href of parseText(text)
        .flatMap(inlinesOf)
        .flatMap((node) => hrefs([node])))
        expect(href).toMatch(/^(https?:\/\/|mailto:)/);
    }),
    { numRuns: 2_000 },
  );
});

function lettersOf(node: Block | Inline): string {
  if (node.type === 'link') return node.href.startsWith('http') ? `${node.children.map(lettersOf).join('')}${node.href}` : node.href;
  if (node.type === 'list') return node.items.map((item) => item.children.map(lettersOf).join('')).join('');
  if (node.type === 'table') return [node.head, ...node.rows].flat(2).map(lettersOf).join('');
  if (node.type === 'rule') return '';
  if (node.type === 'code') return ('lang' in node ? node.lang : '') + node.text;
  return 'children' in node ? node.children.map(lettersOf).join('') : node.text;
}

test('[hostile] no word of a text is lost', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...PARTS, 'w1', 'w2', '重点', '。', '😀'), { maxLength: 60 }), (parts) => {
      const seen = parseText(parts.join('')).map(lettersOf).join('');
      for (const word of ['w1', 'w2', '重点', '😀']) {
        const count = (text: string) => text.split(word).length - 1;
        expect(count(seen)).toBe(count(parts.join('')));
      }
    }),
    { numRuns: 2_000 },
  );
});
