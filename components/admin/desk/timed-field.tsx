'use client';

// A time that may be switched off.

import { useT } from '../../../client/react/i18n/provider.tsx';
import type { Timed } from './department-draft.ts';
import { durationOf } from './duration.ts';
import { DurationField } from './duration-field.tsx';
import { SwitchRow } from './switch-row.tsx';

interface Props {
  readonly label: string;
  readonly hint: string;
  readonly value: Timed;
  readonly onChange: (value: Timed) => void;
  readonly fault: { readonly least: number; readonly most: number } | undefined;
  /** It cannot be off. */
  readonly always?: boolean;
}

export function TimedField({ label, hint, value, onChange, fault, always }: Props) {
  const t = useT();
  const words = (ms: number) => {
    const { count, unit } = durationOf(ms);
    return t(`setup.time_${unit}`, { count: Number(count) });
  };
  const field = (
    <DurationField
      label={always ? label : t('setup.timeOf', { label })}
      hint={always ? hint : undefined}
      error={fault ? t('setup.timeBad', { least: words(fault.least), most: words(fault.most) }) : undefined}
      value={value.time}
      onChange={(time) => onChange({ ...value, time })}
    />
  );
  if (always) return field;
  return (
    <div className="grid gap-3">
      <SwitchRow label={label} hint={hint} checked={value.on} onChange={(on) => onChange({ ...value, on })} />
      {value.on ? field : null}
    </div>
  );
}
