'use client';
// A page of administration that did not load: power that was taken back meanwhile, or a server that did not answer.

import { Lock } from 'lucide-react';
import type { CallError } from '../../client/react/account/provider.tsx';
import { useT } from '../../client/react/i18n/provider.tsx';
import { LinkButton } from '../ui/link-button.tsx';
import { EmptyState, FailedState } from '../ui/states.tsx';

export function AdminOnly() {
  const t = useT();
  return (
    <EmptyState
      icon={Lock}
      tone="muted"
      title={t('states.adminOnlyTitle')}
      text={t('states.adminOnlyText')}
      actions={<LinkButton href="/">{t('states.toChats')}</LinkButton>}
    />
  );
}

export function LoadFailed({ error, onRetry }: { readonly error: CallError; readonly onRetry: () => void }) {
  return error.code === 'FORBIDDEN' ? <AdminOnly /> : <FailedState onRetry={onRetry} />;
}
