// Text by key, of the languages whose catalogue is there: a page comes with its own, another one is loaded when somebody asks
// for it. Texts are read once a language and key, and kept: a list of a thousand rows parses nothing.

import { readMessage, type Values } from './icu.ts';
import type { Catalogue, Lang, LaterCatalogue, MessageArgs, MessageKey } from './message-types.ts';

export type Translate = <K extends MessageKey>(key: K, ...args: MessageArgs<K>) => string;

const catalogues = new Map<Lang, Partial<Catalogue & LaterCatalogue>>();
const made = new Map<Lang, Translate>();

/** Beside what is there of the language. */
export function putCatalogue(lang: Lang, catalogue: Catalogue | LaterCatalogue): void {
  catalogues.set(lang, { ...catalogues.get(lang), ...catalogue });
}

function textOf(lang: Lang, key: string): string | undefined {
  const dot = key.indexOf('.');
  const areas: Readonly<Record<string, Readonly<Record<string, string>>>> = catalogues.get(lang) ?? {};
  const area = Object.hasOwn(areas, key.slice(0, dot)) ? areas[key.slice(0, dot)] : undefined;
  return area && Object.hasOwn(area, key.slice(dot + 1)) ? area[key.slice(dot + 1)] : undefined;
}

/** Whether there is such a text; all languages have the same. */
export function hasMessage(key: string): key is MessageKey {
  return [...catalogues.keys()].some((lang) => textOf(lang, key) !== undefined);
}

/** The same function for the same language, so that it may stand in dependency lists. */
export function translator(lang: Lang): Translate {
  const known = made.get(lang);
  if (known) return known;
  const messages = new Map<MessageKey, (values?: Values) => string>();
  const translate: Translate = (key, ...args) => {
    let message = messages.get(key);
    if (!message) {
      const text = textOf(lang, key);
      if (text === undefined) throw new Error(`no message ${key}`);
      message = readMessage(text, lang);
      messages.set(key, message);
    }
    return message(args[0]);
  };
  made.set(lang, translate);
  return translate;
}
