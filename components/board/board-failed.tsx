'use client';
// A board that did not load: it is for supervisors, or the server did not answer.

import { Lock } from 'lucide-react';
import type { CallError } from '../../client/react/account/provider.tsx';
import { useT } from '../../client/react/i18n/provider.tsx';
import { LinkButton } from '../ui/link-button.tsx';
import { EmptyState, FailedState } from '../ui/states.tsx';

export function BoardFailed({ error, onRetry }: { readonly error: CallError; readonly onRetry: () => void }) {
  const t = useT();
  if (error.code !== 'FORBIDDEN') return <FailedState onRetry={onRetry} />;
  return (
    <EmptyState
      icon={Lock}
      tone="muted"
      title={t('board.onlyTitle')}
      text={t('board.onlyText')}
      actions={<LinkButton href="/desk">{t('board.toDesk')}</LinkButton>}
    />
  );
}
