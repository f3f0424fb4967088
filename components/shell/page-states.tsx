'use client';
// Whole pages without content: an address that leads nowhere, and a page that stopped.

import { CircleAlert, Compass } from 'lucide-react';
import { useT } from '../../client/react/i18n/provider.tsx';
import { Button } from '../ui/button.tsx';
import { LinkButton } from '../ui/link-button.tsx';
import { EmptyState } from '../ui/states.tsx';

export function NotFoundPage() {
  const t = useT();
  return (
    <main className="h-dvh overflow-y-auto">
      <EmptyState
        page
        icon={Compass}
        tone="muted"
        title={t('states.notFoundTitle')}
        text={t('states.notFoundText')}
        actions={<LinkButton href="/">{t('states.toChats')}</LinkButton>}
      />
    </main>
  );
}

/** `digest` is the server's mark of the error, for its logs. */
export function CrashedPage({ digest, onRetry }: { readonly digest?: string; readonly onRetry: () => void }) {
  const t = useT();
  return (
    <main className="h-dvh overflow-y-auto">
      <EmptyState
        page
        icon={CircleAlert}
        tone="danger"
        title={t('states.crashedTitle')}
        text={t('states.crashedText')}
        note={digest}
        actions={
          <>
            <Button kind="primary" size="small" onClick={onRetry}>
              {t('common.tryAgain')}
            </Button>
            <Button size="small" onClick={() => window.location.reload()}>
              {t('common.reload')}
            </Button>
          </>
        }
      />
    </main>
  );
}
