'use client';
// One line of text. `trailing` stands inside at the right, such as the eye of a password.

import type { ComponentPropsWithRef, ReactNode } from 'react';
import { cx } from './cx.ts';
import { BOX, Field, type FieldProps } from './field.tsx';

interface Props extends FieldProps, Omit<ComponentPropsWithRef<'input'>, 'id' | 'className'> {
  readonly trailing?: ReactNode;
}

export function TextField({ label, hint, error, aside, trailing, ...input }: Props) {
  return (
    <Field label={label} hint={hint} error={error} aside={aside}>
      {(control) => (
        <div className="relative">
          <input {...input} {...control} className={cx(BOX, 'h-9 px-2.5 max-md:h-11', trailing ? 'pr-10' : null)} />
          {trailing ? <div className="absolute inset-y-0 right-0.5 grid place-items-center">{trailing}</div> : null}
        </div>
      )}
    </Field>
  );
}
