'use client';
// The frame of a form control: label above, then the control, then one line, a hint or what is wrong and how to mend it.
// The error is tied to the control and announced when it appears.

import { CircleAlert } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { Icon } from './icon.tsx';

export interface FieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly error?: string;
  /** To the right of the label: a link such as "Forgot it?", or "optional". */
  readonly aside?: ReactNode;
}

export interface ControlProps {
  readonly id: string;
  readonly 'aria-invalid': boolean | undefined;
  readonly 'aria-describedby': string | undefined;
}

export function Field({ label, hint, error, aside, children }: FieldProps & { readonly children: (control: ControlProps) => ReactNode }) {
  const id = useId();
  const line = error ?? hint;
  return (
    <div className="min-w-0">
      <div className="mb-1.5 flex items-baseline gap-2 text-13">
        <label htmlFor={id} className="font-name">
          {label}
        </label>
        {aside ? <span className="ml-auto text-text-3">{aside}</span> : null}
      </div>
      {children({ id, 'aria-invalid': error ? true : undefined, 'aria-describedby': line ? `${id}-line` : undefined })}
      <div id={`${id}-line`} aria-live="polite">
        {error ? (
          <p className="mt-1.5 flex items-start gap-[5px] text-12 text-danger-text">
            <Icon of={CircleAlert} size={14} className="mt-px" />
            {error}
          </p>
        ) : hint ? (
          <p className="mt-1.5 text-12 text-text-3">{hint}</p>
        ) : null}
      </div>
    </div>
  );
}

export const BOX =
  'w-full min-w-0 rounded-m border border-line-strong bg-surface-1 text-text-1 placeholder:text-text-3 focus-visible:outline-offset-[-1px] ' +
  'aria-invalid:border-danger aria-invalid:shadow-[inset_0_0_0_1px_var(--danger)] disabled:border-line disabled:bg-surface-2 disabled:text-text-3 ' +
  'max-md:text-[16px]';
