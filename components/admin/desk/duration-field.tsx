'use client';
// A length of time: a number and its unit. What is typed stays as it is while it is no number.

import { useT } from '../../../client/react/i18n/provider.tsx';
import { cx } from '../../ui/cx.ts';
import { BOX, Field, type FieldProps } from '../../ui/field.tsx';
import { type Duration, UNITS } from './duration.ts';

interface Props extends FieldProps {
  readonly value: Duration;
  readonly onChange: (value: Duration) => void;
  readonly disabled?: boolean;
}

export function DurationField({ label, hint, error, aside, value, onChange, disabled }: Props) {
  const t = useT();
  return (
    <Field label={label} hint={hint} error={error} aside={aside}>
      {(control) => (
        <div className="flex gap-2">
          <input
            {...control}
            value={value.count}
            disabled={disabled}
            inputMode="numeric"
            autoComplete="off"
            onChange={(event) => onChange({ ...value, count: event.target.value })}
            className={cx(BOX, 'h-9 w-20! flex-none px-2.5 max-md:h-11')}
          />
          <select
            aria-label={t('setup.unitOf', { label })}
            value={value.unit}
            disabled={disabled}
            onChange={(event) => onChange({ ...value, unit: UNITS.find((unit) => unit === event.target.value) ?? value.unit })}
            className={cx(BOX, 'h-9 w-34! px-2 max-md:h-11')}
          >
            {UNITS.map((unit) => (
              <option key={unit} value={unit}>
                {t(`setup.unit_${unit}`)}
              </option>
            ))}
          </select>
        </div>
      )}
    </Field>
  );
}
