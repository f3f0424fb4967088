// Text by key. English comes with the frame, another language when it is spoken. A text is read once a language and kept.
import { readMessage, type Values } from '../../client/react/i18n/icu.ts';
import { en } from './en/en.ts';
import { HTML_LANG, type Lang } from './lang.ts';

type English = typeof en;
export type Key = { [A in keyof English & string]: `${A}.${keyof English[A] & string}` }[keyof English & string];
export type Words = (key: Key, values?: Values) => string;
export type Catalogue = { readonly [A in keyof English]: { readonly [K in keyof English[A]]: string } };

/** Rejects where it cannot be loaded. */
export async function loadWords(lang: Lang): Promise<Words> {
  if (lang === 'en') return createWords(en, lang);
  const { zh } = await import('./zh/zh.ts');
  return createWords(zh, lang);
}

function createWords(catalogue: Catalogue, lang: Lang): Words {
  const areas: Readonly<Record<string, Readonly<Record<string, string>>>> = catalogue;
  const made = new Map<Key, (values?: Values) => string>();
  return (key, values) => {
    let message = made.get(key);
    if (!message) {
      const [area = '', name = ''] = key.split('.');
      message = readMessage(areas[area]?.[name] ?? key, HTML_LANG[lang]);
      made.set(key, message);
    }
    return message(values);
  };
}
