'use client';

import { useEffect } from 'react';
import { reloadForScript } from '../client/react/shell/lost-script.ts';
import { CrashedPage } from '../components/shell/page-states.tsx';

interface Props {
  readonly error: Error & { readonly digest?: string };
  readonly reset: () => void;
}

export default function PageError({ error, reset }: Props) {
  useEffect(() => void reloadForScript(error), [error]);
  return <CrashedPage digest={error.digest} onRetry={reset} />;
}
