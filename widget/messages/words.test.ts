import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { expect, test } from 'vitest';
import { ERRORS } from '../../core/protocol/errors.ts';
import { en } from './en/en.ts';
import { launcher as launcherEn } from './en/launcher.ts';
import { loadWords } from './words.ts';
import { launcher as launcherZh } from './zh/launcher.ts';
import { zh } from './zh/zh.ts';

type Areas = Readonly<Record<string, Readonly<Record<string, string>>>>;
type Ast = ReturnType<IntlMessageFormat['getAst']>;

const LITERAL = 0;
const POUND = 7;
const ROOT = join(import.meta.dirname, '..');

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

const english = flat({ ...en, launcher: launcherEn });
const chinese = flat({ ...zh, launcher: launcherZh });
const parse = (text: string, lang: string) => argsOf(new IntlMessageFormat(text, lang).getAst());

test('[widget] both languages have the same keys, with the same arguments, and no text is empty', () => {
  expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort());
  for (const [key, text] of english) {
    expect(text.trim(), key).not.toBe('');
    expect(parse(chinese.get(key) ?? '', 'zh'), key).toEqual(parse(text, 'en'));
  }
});

test('[widget] Chinese uses full-width punctuation after Han, and no text is left in the other language', () => {
  for (const [key, text] of chinese) expect(text, key).not.toMatch(/\p{Script=Han}\s?[,.;:?!]/u);
  for (const [key, text] of english) expect(text, key).not.toMatch(/\p{Script=Han}/u);
});

test('[widget] each code of the one table has a text, and one for no network', () => {
  expect(Object.keys(en.errors).sort()).toEqual([...Object.keys(ERRORS), 'OFFLINE', 'tooLong'].sort());
});

test('[widget] somebody uses each text', () => {
  const files = readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).filter((name) => /^(frame|loader).*(?<!\.test)\.tsx?$/.test(name));
  const sources = files.map((name) => readFileSync(join(ROOT, name), 'utf8')).join('\n');
  const isUsed = (key: string) =>
    sources.includes(`'${key}'`) ||
    (key.startsWith('launcher.') && sources.includes(`words.${key.slice(9)}`)) ||
    /^(errors\.|talk\.score\d)/.test(key);
  expect([...english.keys()].filter((key) => !isUsed(key))).toEqual([]);
});

test('[widget] a text is filled in by its language', async () => {
  const [inEnglish, inChinese] = await Promise.all([loadWords('en'), loadWords('zh')]);
  expect(inEnglish('frame.offlineWaits', { count: 1 })).toBe('No connection. 1 message waits.');
  expect(inChinese('frame.offlineWaits', { count: 2 })).toBe('网络已断开，2 条消息待发送。');
});
