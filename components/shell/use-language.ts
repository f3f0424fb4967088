'use client';
// Another language for the interface: its words are loaded, and the page changes without a reload.

import { useState } from 'react';
import type { Lang } from '../../client/react/i18n/message-types.ts';
import { useLang } from '../../client/react/i18n/provider.tsx';

export function useLanguage() {
  const { lang, setLang } = useLang();
  const [failed, setFailed] = useState(false);
  const change = async (next: Lang) => {
    try {
      await setLang(next);
      setFailed(false);
    } catch (error) {
      console.warn('Parley could not load a language.', error);
      setFailed(true);
    }
  };
  return { lang, failed, change };
}
