'use client';
// When a department is open, and what a visitor hears when it is not.

import { useT } from '../../../client/react/i18n/provider.tsx';
import { SETTING_BOUNDS } from '../../../core/protocol/desk-settings.ts';
import { TextArea } from '../../ui/text-area.tsx';
import type { DepartmentDraft } from './department-draft.ts';
import { FormCard } from './form-card.tsx';
import { usualHours } from './hours-draft.ts';
import { HoursEditor } from './hours-editor.tsx';
import { SwitchRow } from './switch-row.tsx';

interface Props {
  readonly draft: DepartmentDraft;
  readonly onChange: (draft: DepartmentDraft) => void;
}

const ownZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

export function DepartmentHours({ draft, onChange }: Props) {
  const t = useT();
  const away = (lang: 'en' | 'zh') => (
    <TextArea
      label={t(lang === 'en' ? 'setup.awayEnglish' : 'setup.awayChinese')}
      value={draft.away[lang]}
      lang={lang}
      minRows={2}
      maxLength={SETTING_BOUNDS.awayText}
      placeholder={t('setup.awayUsual')}
      onChange={(event) => onChange({ ...draft, away: { ...draft.away, [lang]: event.target.value } })}
    />
  );
  return (
    <FormCard title={t('setup.hours')} text={t('setup.hoursText')}>
      <SwitchRow
        label={t('setup.alwaysOpen')}
        hint={t('setup.alwaysOpenHint')}
        checked={draft.hours === null}
        onChange={(always) => onChange({ ...draft, hours: always ? null : usualHours(ownZone()) })}
      />
      {draft.hours === null ? null : (
        <>
          <HoursEditor hours={draft.hours} onChange={(hours) => onChange({ ...draft, hours })} />
          {away('en')}
          {away('zh')}
        </>
      )}
    </FormCard>
  );
}
