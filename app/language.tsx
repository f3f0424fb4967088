'use client';
// The language of a page: its words come with it, and those of the others do not.

import dynamic from 'next/dynamic';
import type { ReactNode } from 'react';
import type { Lang } from '../client/react/i18n/message-types.ts';
import { I18nProvider } from '../client/react/i18n/provider.tsx';

const WORDS = {
  en: dynamic(async () => (await import('../client/react/i18n/english.tsx')).English),
  zh: dynamic(async () => (await import('../client/react/i18n/chinese.tsx')).Chinese),
};

export function Language({ lang, children }: { readonly lang: Lang; readonly children: ReactNode }) {
  const Words = WORDS[lang];
  return (
    <Words>
      <I18nProvider lang={lang}>{children}</I18nProvider>
    </Words>
  );
}
