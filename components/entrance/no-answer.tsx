'use client';
// Nobody is known here and the server does not answer: the first start without a network, or a sign-out that it has not heard of.

import { CloudOff, LogOut } from 'lucide-react';
import { useT } from '../../client/react/i18n/provider.tsx';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/states.tsx';

interface Props {
  /** Somebody signed out here, and all of theirs is gone. */
  readonly wiped: boolean;
  readonly onRetry: () => void;
}

export function NoAnswer({ wiped, onRetry }: Props) {
  const t = useT();
  return (
    <div role="alert" className="grid min-h-full">
      <EmptyState
        page
        icon={wiped ? LogOut : CloudOff}
        tone="muted"
        title={t(wiped ? 'offline.wipedTitle' : 'offline.firstTitle')}
        text={t(wiped ? 'offline.wipedText' : 'offline.firstText')}
        actions={
          <Button kind="primary" size="small" onClick={onRetry}>
            {t('common.tryAgain')}
          </Button>
        }
        note={t('offline.goesOn')}
      />
    </div>
  );
}
