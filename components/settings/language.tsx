'use client';
// The language of the interface.

import { LANGS } from '../../client/react/i18n/lang.ts';
import { useT } from '../../client/react/i18n/provider.tsx';
import { useLanguage } from '../shell/use-language.ts';
import { Segmented } from '../ui/segmented.tsx';
import { RefusedNotice } from './refused-notice.tsx';

export function LanguageSettings() {
  const t = useT();
  const { lang, failed, change } = useLanguage();
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
