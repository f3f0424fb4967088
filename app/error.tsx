'use client';

import { CrashedPage } from '../components/shell/page-states.tsx';

interface Props {
  readonly error: Error & { readonly digest?: string };
  readonly reset: () => void;
}

export default function PageError({ error, reset }: Props) {
  return <CrashedPage digest={error.digest} onRetry={reset} />;
}
