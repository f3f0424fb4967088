'use client';
// Several lines of text in a form; grows with what is written.

import type { ComponentProps } from 'react';
import { AutoGrow } from './auto-grow.tsx';
import { cx } from './cx.ts';
import { BOX, Field, type FieldProps } from './field.tsx';

type Props = FieldProps & Omit<ComponentProps<typeof AutoGrow>, 'id' | 'className' | 'maxHeight'>;

export function TextArea({ label, hint, error, aside, minRows = 3, ...area }: Props) {
  return (
    <Field label={label} hint={hint} error={error} aside={aside}>
      {(control) => <AutoGrow {...area} {...control} minRows={minRows} maxHeight="40dvh" className={cx(BOX, 'px-2.5 py-2')} />}
    </Field>
  );
}
