// Text by key. Formatters are compiled once a language and key, and kept: a list of a thousand rows parses nothing.

import { IntlMessageFormat } from 'intl-messageformat';
import type { Catalogue, Lang, MessageArgs, MessageKey } from './message-types.ts';
import { en } from './messages/en.ts';
import { zh } from './messages/zh.ts';

export type Translate = <K extends MessageKey>(key: K, ...args: MessageArgs<K>) => string;

const catalogues: Record<Lang, Catalogue> = { en, zh };
const made = new Map<Lang, Translate>();

function textOf(lang: Lang, key: MessageKey): string {
  const dot = key.indexOf('.');
  const area: Readonly<Record<string, string>> = catalogues[lang][key.slice(0, dot) as keyof Catalogue];
  const text = area[key.slice(dot + 1)];
  if (text === undefined) throw new Error(`no message ${key}`);
  return text;
}

/** The same function for the same language, so that it may stand in dependency lists. */
export function translator(lang: Lang): Translate {
  const known = made.get(lang);
  if (known) return known;
  const formats = new Map<MessageKey, IntlMessageFormat>();
  const translate: Translate = (key, ...args) => {
    let format = formats.get(key);
    if (!format) {
      format = new IntlMessageFormat(textOf(lang, key), lang);
      formats.set(key, format);
    }
    return String(format.format(args[0]));
  };
  made.set(lang, translate);
  return translate;
}
