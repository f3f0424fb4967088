'use client';
// To the other language, by its own name: whoever cannot read the page finds it.

import { Languages } from 'lucide-react';
import { LANGS } from '../../client/react/i18n/lang.ts';
import { useT } from '../../client/react/i18n/provider.tsx';
import { useLanguage } from '../shell/use-language.ts';
import { Icon } from '../ui/icon.tsx';
import { TextButton } from '../ui/text-button.tsx';

export function LanguageSwitch() {
  const t = useT();
  const { lang, failed, change } = useLanguage();
  return (
    <span className="ml-auto flex items-center gap-1.5">
      {failed ? <span role="alert">{t('errors.call_OFFLINE')}</span> : <Icon of={Languages} size={16} />}
      {LANGS.filter((other) => other.lang !== lang).map((other) => (
        <TextButton key={other.lang} lang={other.lang} onClick={() => void change(other.lang)}>
          {other.name}
        </TextButton>
      ))}
    </span>
  );
}
