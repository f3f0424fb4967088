'use client';
// The language of a page: its words come with it, and those of the others do not.

import dynamic from 'next/dynamic';
import type { ReactNode } from 'react';
import type { Lang } from '../client/react/i18n/message-types.ts';

const English = dynamic(async () => (await import('../client/react/i18n/english.tsx')).English);
const Chinese = dynamic(async () => (await import('../client/react/i18n/chinese.tsx')).Chinese);

export function Language({ lang, children }: { readonly lang: Lang; readonly children: ReactNode }) {
  return lang === 'zh' ? <Chinese>{children}</Chinese> : <English>{children}</English>;
}
