'use client';
// A form that is sent once at a time and keeps what was written when it fails.

import { type FormEvent, useState } from 'react';
import { CallError } from '../../client/react/account/provider.tsx';

export function useForm(send: (field: (name: string) => string) => Promise<void>) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<CallError | null>(null);
  async function submit(form: HTMLFormElement) {
    const data = new FormData(form);
    setBusy(true);
    setError(null);
    try {
      await send((name) => {
        const value = data.get(name);
        return typeof value === 'string' ? value : '';
      });
    } catch (failed) {
      if (!(failed instanceof CallError)) throw failed;
      setError(failed);
    } finally {
      setBusy(false);
    }
  }
  return {
    busy,
    error,
    onSubmit(event: FormEvent<HTMLFormElement>) {
      event.preventDefault();
      if (!busy) void submit(event.currentTarget);
    },
  };
}
