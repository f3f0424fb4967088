'use client';
import { LANGS } from '../../client/react/i18n/lang.ts';
import { useLang, useT } from '../../client/react/i18n/provider.tsx';
import { Segmented } from '../ui/segmented.tsx';

export function LanguageSettings() {
  const t = useT();
  const { lang, setLang } = useLang();
  return (
    <div>
      <Segmented
        label={t('settings.language')}
        value={lang}
        onChange={setLang}
        options={LANGS.map((l) => ({ value: l.lang, label: l.name, lang: l.lang }))}
      />
    </div>
  );
}
