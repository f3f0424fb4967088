'use client';
// A call whose refusal is told in a toast.

import { CallError } from '../../client/react/account/provider.tsx';
import { errorText } from '../../client/react/i18n/error-text.ts';
import { useT } from '../../client/react/i18n/provider.tsx';
import { useToast } from '../ui/toast.tsx';

/** Runs a call and says in a toast why it was refused. */
export function useAttempt(): (work: () => Promise<unknown>) => void {
  const t = useT();
  const toast = useToast();
  return (work) => {
    work().catch((error: unknown) => {
      if (!(error instanceof CallError)) throw error;
      toast({ text: errorText(t, error), urgent: true });
    });
  };
}
