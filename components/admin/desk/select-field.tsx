'use client';
// One of several in a list that opens, the system's own: it is the same on a phone, and any number fits.

import type { ComponentPropsWithRef } from 'react';
import { cx } from '../../ui/cx.ts';
import { BOX, Field, type FieldProps } from '../../ui/field.tsx';

interface Option<V extends string> {
  readonly value: V;
  readonly label: string;
}

interface Props<V extends string> extends FieldProps, Omit<ComponentPropsWithRef<'select'>, 'id' | 'className' | 'onChange' | 'value'> {
  readonly value: V;
  readonly options: readonly Option<V>[];
  readonly onChange: (value: V) => void;
}

export function SelectField<V extends string>({ label, hint, error, aside, value, options, onChange, ...rest }: Props<V>) {
  return (
    <Field label={label} hint={hint} error={error} aside={aside}>
      {(control) => (
        <select
          {...rest}
          {...control}
          value={value}
          onChange={(event) => {
            const chosen = options.find((option) => option.value === event.target.value);
            if (chosen) onChange(chosen.value);
          }}
          className={cx(BOX, 'h-9 px-2 max-md:h-11')}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
