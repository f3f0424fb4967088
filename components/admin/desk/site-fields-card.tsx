'use client';
// What the chat asks before a talk begins.

import { ListPlus, X } from 'lucide-react';
import { useState } from 'react';
import { useT } from '../../../client/react/i18n/provider.tsx';
import { FIELD_KINDS, SITE_LIMITS, type SiteField, type SiteSettings } from '../../../core/protocol/desk-site.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { FormCard } from './form-card.tsx';
import { SelectField } from './select-field.tsx';
import { EMPTY_FIELD, type FieldFault, fieldFault, optionsOf } from './site-fields.ts';
import { withPlaces } from './with-places.ts';

interface OptionsProps {
  readonly options: readonly string[];
  readonly missing: boolean;
  readonly onChange: (options: string[]) => void;
}

/** What is typed stays as it is, empty lines too. */
function Options({ options, missing, onChange }: OptionsProps) {
  const t = useT();
  const [typed, setTyped] = useState(options.join('\n'));
  return (
    <TextArea
      label={t('setup.fieldOptions')}
      hint={t('setup.fieldOptionsHint')}
      error={missing ? t('setup.fault_options') : undefined}
      value={typed}
      minRows={2}
      onChange={(event) => {
        setTyped(event.target.value);
        onChange(optionsOf(event.target.value));
      }}
    />
  );
}

interface FieldProps {
  readonly field: SiteField;
  readonly fault: FieldFault | null;
  /** Null: away with it. */
  readonly onChange: (field: SiteField | null) => void;
}

function FieldEditor({ field, fault, onChange }: FieldProps) {
  const t = useT();
  const put = (what: Partial<SiteField>) => onChange({ ...field, ...what });
  const label = (lang: 'en' | 'zh') => (
    <TextField
      label={t(`setup.fieldLabel_${lang}`)}
      error={fault === 'label' && lang === 'en' ? t('setup.fault_label') : undefined}
      value={field.label[lang]}
      lang={lang}
      maxLength={SITE_LIMITS.fieldLabel}
      autoComplete="off"
      onChange={(event) => put({ label: { ...field.label, [lang]: event.target.value } })}
    />
  );
  return (
    <div className="grid grid-cols-2 gap-3 rounded-m border border-line p-3 max-md:grid-cols-1">
      {label('en')}
      {label('zh')}
      <TextField
        label={t('setup.fieldName')}
        hint={t('setup.fieldNameHint')}
        error={fault === 'name' || fault === 'twice' ? t(`setup.fault_${fault}`) : undefined}
        value={field.name}
        maxLength={SITE_LIMITS.fieldName}
        autoComplete="off"
        onChange={(event) => put({ name: event.target.value })}
      />
      <SelectField
        label={t('setup.fieldKind')}
        value={field.kind}
        options={FIELD_KINDS.map((value) => ({ value, label: t(`setup.kind_${value}`) }))}
        onChange={(kind) => put({ kind, options: kind === 'select' ? field.options : [] })}
      />
      {field.kind === 'select' ? (
        <div className="col-span-full">
          <Options options={field.options} missing={fault === 'options'} onChange={(options) => put({ options })} />
        </div>
      ) : null}
      <div className="col-span-full flex items-center gap-3">
        <div className="flex-1">
          <Checkbox label={t('setup.fieldRequired')} checked={field.required} onChange={(required) => put({ required })} />
        </div>
        <IconButton icon={X} label={t('setup.dropField', { name: field.label.en || field.label.zh })} onClick={() => onChange(null)} />
      </div>
    </div>
  );
}

interface Props {
  readonly settings: SiteSettings;
  readonly onChange: (settings: SiteSettings) => void;
  readonly tried: boolean;
}

export function SiteFieldsCard({ settings, onChange, tried }: Props) {
  const t = useT();
  const { fields } = settings;
  const put = (index: number, next: SiteField | null) =>
    onChange({ ...settings, fields: fields.flatMap((one, i) => (i === index ? (next ?? []) : one)) });
  return (
    <FormCard title={t('setup.fields')} text={t('setup.fieldsText')}>
      {withPlaces(fields).map(({ row: field, index, key }) => (
        <FieldEditor key={key} field={field} fault={tried ? fieldFault(fields, index) : null} onChange={(next) => put(index, next)} />
      ))}
      <div>
        <Button
          size="small"
          icon={ListPlus}
          disabled={fields.length >= SITE_LIMITS.fields}
          onClick={() => onChange({ ...settings, fields: [...fields, EMPTY_FIELD] })}
        >
          {t('setup.addField')}
        </Button>
      </div>
    </FormCard>
  );
}
