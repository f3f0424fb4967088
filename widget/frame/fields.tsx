// The fields that a site asks for before a talk, each with its label, and what is wrong with it in words.

import type { Key } from '../messages/words.ts';
import type { FieldValues } from './calls.ts';
import { useFrame } from './context.tsx';
import { Icon } from './icons.tsx';
import { type SiteField, textIn } from './site.ts';

const EMAIL = /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/;

/** What is wrong with a value; null: nothing. */
export function faultOf(field: Pick<SiteField, 'kind' | 'required'>, value: string | boolean | undefined): Key | null {
  if (field.kind === 'checkbox') return field.required && value !== true ? 'form.tick' : null;
  const text = typeof value === 'string' ? value.trim() : '';
  if (text === '') return field.required ? 'form.required' : null;
  return field.kind === 'email' && !EMAIL.test(text) ? 'form.email' : null;
}

/** Those that were filled in. */
export function filledIn(fields: readonly SiteField[], values: FieldValues): FieldValues {
  const given = fields.flatMap(({ name }) => {
    const value = values[name];
    if (value === undefined || value === '') return [];
    return [[name, typeof value === 'string' ? value.trim() : value] as const];
  });
  return Object.fromEntries(given);
}

interface Props {
  readonly field: SiteField;
  readonly value: string | boolean | undefined;
  /** Whether it is time to say what is wrong. */
  readonly judged: boolean;
  readonly onChange: (value: string | boolean) => void;
}

export function Field({ field, value, judged, onChange }: Props) {
  const { lang, t } = useFrame();
  const fault = judged ? faultOf(field, value) : null;
  const id = `field-${field.name}`;
  const label = textIn(field.label, lang) ?? field.name;
  const shown = field.required || field.kind === 'checkbox' ? label : t('form.optional', { label });
  const common = {
    id,
    required: field.required,
    'aria-invalid': fault !== null,
    'aria-describedby': fault ? `${id}-fault` : undefined,
  };
  const text = typeof value === 'string' ? value : '';
  return (
    <div className="field" data-kind={field.kind}>
      {field.kind === 'checkbox' ? (
        <label className="tick">
          <input {...common} type="checkbox" checked={value === true} onChange={({ target }) => onChange(target.checked)} />
          <span dir="auto">{shown}</span>
        </label>
      ) : (
        <>
          <label htmlFor={id} dir="auto">
            {shown}
          </label>
          {field.kind === 'select' ? (
            <select {...common} value={text} onChange={({ target }) => onChange(target.value)}>
              <option value="">{t('form.choose')}</option>
              {field.options.map((option) => (
                <option key={option}>{option}</option>
              ))}
            </select>
          ) : (
            <input
              {...common}
              type={field.kind}
              dir="auto"
              autoComplete={field.kind === 'email' ? 'email' : field.name === 'name' ? 'name' : 'off'}
              maxLength={1000}
              value={text}
              onChange={({ target }) => onChange(target.value)}
            />
          )}
        </>
      )}
      <Fault id={`${id}-fault`} fault={fault} />
    </div>
  );
}

export function Fault({ id, fault }: { readonly id: string; readonly fault: Key | null }) {
  const { t } = useFrame();
  return fault ? (
    <p className="fault" id={id}>
      <Icon name="alert" size={14} />
      {t(fault)}
    </p>
  ) : null;
}
