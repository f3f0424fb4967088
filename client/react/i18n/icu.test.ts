import { IntlMessageFormat } from 'intl-messageformat';
import { expect, test } from 'vitest';
import { readMessage, type Values } from './icu.ts';
import { en } from './messages/en.ts';
import { zh } from './messages/zh.ts';

const COUNTS = [0, 1, 2, 11, 12_345];
const WORDS = ["O'Neill", '{x}', '#', '林晓雨', ''];

/** Each name in braces with a number or a word, by what the text does with it. */
function valuesFor(text: string, round: number): Values {
  const names = [...text.matchAll(/\{(\w+)\s*(,\s*(?:number|plural))?/g)];
  return Object.fromEntries(names.map(([, name, kind]) => [name ?? '', kind ? (COUNTS[round] ?? 0) : `${WORDS[round]}`] as const));
}

test('[i18n] every text of ours reads as a full implementation of ICU reads it', () => {
  let compared = 0;
  for (const [lang, catalogue] of [['en', en] as const, ['zh', zh] as const])
    for (const [area, texts] of Object.entries(catalogue))
      for (const [key, text] of Object.entries<string>(texts))
        for (const round of COUNTS.keys()) {
          const values = valuesFor(text, round);
          const full = new IntlMessageFormat(text, lang);
          expect(readMessage(text, lang)(values), `${area}.${key}`).toBe(String(full.format(values)));
          compared += 1;
        }
  expect(compared).toBeGreaterThan(2000);
});

const TEXTS = [
  "it's {who}'s, not '{who}' nor '' nor '{''}'",
  "a '# b",
  '{n, plural, =0 {none} one {# man of {all, number}} other {# men}}',
  "{n, plural, one {one '#'} other {{kind, select, big {# big} other {# small}}}}",
  '{kind, select, big {B} other {O}} {n,number}',
  '{ n , plural , other { # } }',
];

test('[i18n] quotes, nested branches and blanks are read as ICU says', () => {
  const values = { who: 'Ana', n: 1, all: 2000, kind: 'big' };
  for (const text of TEXTS)
    for (const n of COUNTS) {
      expect(readMessage(text, 'en')({ ...values, n }), text).toBe(String(new IntlMessageFormat(text, 'en').format({ ...values, n })));
    }
});

test('[i18n] what is no message, or lacks a value, does not pass in silence', () => {
  for (const text of ['{', '{}', 'a }', '{n, plural, one {x}}', '{n, date}', '{n, plural, other {x}']) {
    expect(() => readMessage(text, 'en')({ n: 1 }), text).toThrow('not a message');
  }
  expect(() => readMessage('{name}', 'en')()).toThrow('{name} lacks name');
});
