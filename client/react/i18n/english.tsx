'use client';
// The interface in English. One file a language: a page carries the words of its own only.

import type { ReactNode } from 'react';
import { en } from './messages/en.ts';
import { I18nProvider } from './provider.tsx';
import { putCatalogue } from './translate.ts';

putCatalogue('en', en);

export function English({ children }: { readonly children: ReactNode }) {
  return <I18nProvider lang="en">{children}</I18nProvider>;
}
