import { IntlMessageFormat } from 'intl-messageformat';
import { expect, test } from 'vitest';
import { ERRORS } from '../../../../core/protocol/errors.ts';
import { en } from './en.ts';
import { enLater } from './en-later.ts';
import { zh } from './zh.ts';
import { zhLater } from './zh-later.ts';

type Areas = Readonly<Record<string, Readonly<Record<string, string>>>>;
type Ast = ReturnType<IntlMessageFormat['getAst']>;

const LITERAL = 0;
const POUND = 7;

function flat(areas: Areas): Map<string, string> {
  return new Map(Object.entries(areas).flatMap(([a, texts]) => Object.entries(texts).map(([k, text]) => [`${a}.${k}`, text] as const)));
}

function argsOf(ast: Ast): Set<string> {
  const names = new Set<string>();
  for (const element of ast) {
    if (element.type === LITERAL || element.type === POUND) continue;
    if ('value' in element) names.add(element.value);
    if ('options' in element) for (const o of Object.values(element.options)) for (const n of argsOf(o.value)) names.add(n);
  }
  return names;
}

/** The rule by which message-types.ts reads arguments out of a text, said again at run time. */
function argsByRule(text: string): Set<string> {
  const heads = text
    .split('{')
    .slice(1)
    .map((rest) => rest.split('}')[0]?.split(',')[0] ?? '');
  return new Set(heads.filter((h) => h !== '' && !/[ #]/.test(h)));
}

const english = flat({ ...en, ...enLater });
const chinese = flat({ ...zh, ...zhLater });
const parse = (text: string, lang: string) => argsOf(new IntlMessageFormat(text, lang).getAst());

test('[i18n] both languages have the same keys, and no text is empty', () => {
  expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort());
  for (const [key, text] of [...english, ...chinese]) expect(text.trim(), key).not.toBe('');
});

test('[i18n] every message parses and takes the same arguments in both languages', () => {
  for (const [key, text] of english) {
    expect(parse(chinese.get(key) ?? '', 'zh'), key).toEqual(parse(text, 'en'));
  }
});

test('[i18n] the types read the same arguments as the parser', () => {
  for (const [key, text] of english) expect(argsByRule(text), key).toEqual(parse(text, 'en'));
});

test('[i18n] Chinese uses full-width punctuation after Han, and no Chinese text was left in English', () => {
  for (const [key, text] of chinese) expect(text, key).not.toMatch(/\p{Script=Han}\s?[,.;:?!]/u);
  for (const [key, text] of english) expect(text, key).not.toMatch(/\p{Script=Han}/u);
});

test('[i18n] every public error code has a text', () => {
  const codes = Object.keys(en.errors).filter((key) => /^[A-Z]/.test(key));
  expect(codes.sort()).toEqual(Object.keys(ERRORS).sort());
});
