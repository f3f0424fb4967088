'use client';
// The language of the interface: its words are loaded, and the page changes without a reload.

import { useState } from 'react';
import { LANGS } from '../../client/react/i18n/lang.ts';
import type { Lang } from '../../client/react/i18n/message-types.ts';
import { useLang, useT } from '../../client/react/i18n/provider.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { RefusedNotice } from './refused-notice.tsx';

export function LanguageSettings() {
  const t = useT();
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
  return (
    <div className="grid justify-items-start gap-3">
      <Segmented
        label={t('settings.language')}
        value={lang}
        onChange={(next) => void change(next)}
        options={LANGS.map((l) => ({ value: l.lang, label: l.name, lang: l.lang }))}
      />
      <RefusedNotice text={failed ? t('errors.call_OFFLINE') : null} />
    </div>
  );
}
