'use client';
// The interface in Chinese. One file a language: a page carries the words of its own only.

import type { ReactNode } from 'react';
import { zh } from './messages/zh.ts';
import { I18nProvider } from './provider.tsx';
import { putCatalogue } from './translate.ts';

putCatalogue('zh', zh);

export function Chinese({ children }: { readonly children: ReactNode }) {
  return <I18nProvider lang="zh">{children}</I18nProvider>;
}
