// Text by key. A text is read once a language and kept.
import { readMessage, type Values } from '../../client/react/i18n/icu.ts';
import { en } from './en/en.ts';
import { HTML_LANG, type Lang } from './lang.ts';
import { zh } from './zh/zh.ts';

type English = typeof en;
export type Key = { [A in keyof English & string]: `${A}.${keyof English[A] & string}` }[keyof English & string];
export type Words = (key: Key, values?: Values) => string;

const CATALOGUES: Readonly<Record<Lang, Readonly<Record<string, Readonly<Record<string, string>>>>>> = { en, zh };

export function createWords(lang: Lang): Words {
  const made = new Map<Key, (values?: Values) => string>();
  return (key, values) => {
    let message = made.get(key);
    if (!message) {
      const [area = '', name = ''] = key.split('.');
      message = readMessage(CATALOGUES[lang][area]?.[name] ?? key, HTML_LANG[lang]);
      made.set(key, message);
    }
    return message(values);
  };
}
