'use client';
// How the chat looks on the site's pages, and what it says first.

import { LANGS } from '../../../client/react/i18n/lang.ts';
import { useT } from '../../../client/react/i18n/provider.tsx';
import { SITE_COLORS, SITE_LANGUAGES, SITE_LIMITS, SITE_SIDES, type SiteSettings } from '../../../core/protocol/desk-site.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { FormCard } from './form-card.tsx';
import { SelectField } from './select-field.tsx';
import { SwitchRow } from './switch-row.tsx';

interface Props {
  readonly settings: SiteSettings;
  readonly onChange: (settings: SiteSettings) => void;
}

export function SiteLook({ settings, onChange }: Props) {
  const t = useT();
  const words = (what: 'greeting' | 'away', lang: 'en' | 'zh') => (
    <TextArea
      label={t(`setup.${what}_${lang}`)}
      value={settings[what][lang]}
      lang={lang}
      minRows={2}
      maxLength={SITE_LIMITS.words}
      placeholder={t('setup.usualWords')}
      onChange={(event) => onChange({ ...settings, [what]: { ...settings[what], [lang]: event.target.value } })}
    />
  );
  return (
    <FormCard title={t('setup.look')} text={t('setup.lookText')}>
      <div className="grid justify-items-start gap-1.5">
        <span className="text-13 font-name">{t('setup.color')}</span>
        <Segmented
          label={t('setup.color')}
          value={settings.color}
          onChange={(color) => onChange({ ...settings, color })}
          options={SITE_COLORS.map((value) => ({ value, label: t(`setup.color_${value}`) }))}
        />
      </div>
      <div className="grid justify-items-start gap-1.5">
        <span className="text-13 font-name">{t('setup.side')}</span>
        <Segmented
          label={t('setup.side')}
          value={settings.side}
          onChange={(side) => onChange({ ...settings, side })}
          options={SITE_SIDES.map((value) => ({ value, label: t(`setup.side_${value}`) }))}
        />
      </div>
      <SelectField
        label={t('setup.siteLanguage')}
        value={settings.language}
        options={SITE_LANGUAGES.map((value) => ({
          value,
          label: LANGS.find(({ lang }) => lang === value)?.name ?? t('setup.language_auto'),
        }))}
        onChange={(language) => onChange({ ...settings, language })}
      />
      {words('greeting', 'en')}
      {words('greeting', 'zh')}
      {words('away', 'en')}
      {words('away', 'zh')}
      <SwitchRow
        label={t('setup.requireDepartment')}
        hint={t('setup.requireDepartmentHint')}
        checked={settings.requireDepartment}
        onChange={(requireDepartment) => onChange({ ...settings, requireDepartment })}
      />
    </FormCard>
  );
}
