'use client';
// The interface's language for everything below. The server gives the first one (english.tsx, chinese.tsx); a switch needs
// no reload, is kept in a cookie for a year and moves <html lang> along, since Han forms follow it.

import { createContext, type ReactNode, use, useCallback, useLayoutEffect, useMemo, useState } from 'react';
import { cookieOf } from '../cookie.ts';
import { createFormat, type Format } from './format.ts';
import { htmlLang, LANG_COOKIE, pickLang } from './lang.ts';
import { loadCatalogue, loadLater } from './load-catalogue.ts';
import type { Lang } from './message-types.ts';
import { type Translate, translator } from './translate.ts';

interface I18n {
  readonly lang: Lang;
  readonly t: Translate;
  readonly format: Format;
  /** Rejects where its words cannot be loaded; the language stays then. */
  readonly setLang: (lang: Lang) => Promise<void>;
}

const warn = (error: unknown) => console.warn('Parley could not load the words of the language that was chosen.', error);

const Context = createContext<I18n | undefined>(undefined);

function useI18n(): I18n {
  const value = use(Context);
  if (!value) throw new Error('I18nProvider is missing above this component');
  return value;
}

export function I18nProvider({ lang: first, children }: { readonly lang: Lang; readonly children: ReactNode }) {
  const [lang, set] = useState(first);
  const setLang = useCallback(async (next: Lang) => {
    await loadCatalogue(next);
    document.cookie = `${LANG_COOKIE}=${next}; path=/; max-age=31536000; samesite=lax`;
    document.documentElement.lang = htmlLang(next);
    set(next);
  }, []);
  // A start page that was kept may be of before the last switch.
  useLayoutEffect(() => {
    const kept = cookieOf(LANG_COOKIE);
    if (kept !== undefined && pickLang(kept, null) !== first) void setLang(pickLang(kept, null)).catch(warn);
  }, [first, setLang]);
  const value = useMemo(() => ({ lang, t: translator(lang), format: createFormat(lang), setLang }), [lang, setLang]);
  return <Context value={value}>{children}</Context>;
}

export function useT(): Translate {
  return useI18n().t;
}

export function useFormat(): Format {
  return useI18n().format;
}

/** Waits for the words of the pages that few people open; what is below has them. */
export function LaterWords({ children }: { readonly children: ReactNode }) {
  use(loadLater(useI18n().lang));
  return children;
}

export function useLang(): { readonly lang: Lang; readonly setLang: I18n['setLang'] } {
  const { lang, setLang } = useI18n();
  return { lang, setLang };
}
