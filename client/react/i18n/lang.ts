// Which language a request or a person gets: the cookie, else what the browser asks for, else English. Pure, so that
// the server's layout and the browser decide alike.

import type { Lang } from './message-types.ts';

export const LANG_COOKIE = 'parley_lang';

export const LANGS: readonly { readonly lang: Lang; readonly name: string }[] = [
  { lang: 'en', name: 'English' },
  { lang: 'zh', name: '中文' },
];

function known(tag: string | undefined): Lang | undefined {
  const base = tag?.trim().toLowerCase().split('-')[0];
  return LANGS.find((l) => l.lang === base)?.lang;
}

/** `acceptLanguage` as sent by the browser; a language with q=0 is one that it does not want. */
export function pickLang(cookie: string | undefined, acceptLanguage: string | null): Lang {
  const chosen = known(cookie);
  if (chosen) return chosen;
  const asked = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag, ...params] = part.split(';');
      const q = params.map((p) => p.trim()).find((p) => p.startsWith('q='));
      return { lang: known(tag), q: q ? Number(q.slice(2)) : 1 };
    })
    .filter((a) => a.q > 0)
    .sort((a, b) => b.q - a.q);
  return asked.find((a) => a.lang)?.lang ?? 'en';
}

/** The value of `<html lang>`: Han forms follow it. */
export function htmlLang(lang: Lang): string {
  return lang === 'zh' ? 'zh-Hans' : 'en';
}
