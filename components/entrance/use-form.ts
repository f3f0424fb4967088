'use client';
// A form that is sent once at a time and keeps what was written when it fails. The first field that is wrong gets the focus.

import { type FormEvent, useEffect, useState } from 'react';
import { CallError } from '../../client/react/account/provider.tsx';
import type { Faults, Field } from './faults.ts';

interface Parts {
  /** Nothing is sent while it finds something. */
  readonly check: (field: Field) => Faults;
  readonly send: (field: Field) => Promise<void>;
}

function fieldsOf(form: HTMLFormElement): Field {
  const data = new FormData(form);
  return (name) => {
    const value = data.get(name);
    return typeof value === 'string' ? value : '';
  };
}

function focusOn(form: HTMLFormElement, name: string | undefined): void {
  const element = name === undefined ? null : form.elements.namedItem(name);
  if (element instanceof HTMLInputElement) element.focus();
}

/** Where to go on after the server has refused: a wrong sign-in is mostly a wrong password. */
const fieldOf = ({ code, details }: CallError) => details.field ?? (code === 'UNAUTHENTICATED' ? 'password' : undefined);

export function useForm({ check, send }: Parts) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<CallError | null>(null);
  const [faults, setFaults] = useState<Faults>({});
  // "Wait 30 s" stands for as long as it is true.
  useEffect(() => {
    if (error?.code !== 'RATE_LIMITED') return;
    const timer = setTimeout(() => setError(null), error.details.retryAfterMs ?? 1_000);
    return () => clearTimeout(timer);
  }, [error]);
  async function submit(form: HTMLFormElement) {
    const field = fieldsOf(form);
    const found = check(field);
    const [first] = Object.keys(found);
    setFaults(found);
    setError(null);
    if (first !== undefined) return focusOn(form, first);
    setBusy(true);
    try {
      await send(field);
    } catch (failed) {
      if (!(failed instanceof CallError)) throw failed;
      setError(failed);
      focusOn(form, fieldOf(failed));
    } finally {
      setBusy(false);
    }
  }
  return {
    busy,
    error,
    faults,
    form: {
      noValidate: true,
      onSubmit(event: FormEvent<HTMLFormElement>) {
        event.preventDefault();
        if (!busy) void submit(event.currentTarget);
      },
      /** What was said of a field goes when it is written in. */
      onInput({ target }: FormEvent<HTMLFormElement>) {
        if (!(target instanceof HTMLInputElement)) return;
        const { [target.name]: mended, ...rest } = faults;
        if (mended !== undefined) setFaults(rest);
        if (error?.details.field === target.name) setError(null);
      },
    },
  };
}
