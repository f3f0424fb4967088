'use client';
// The first page: the way in for who is signed out, the place of the conversations for who is in.

import { MessagesSquare } from 'lucide-react';
import { useAccount } from '../../client/react/account/provider.tsx';
import { useT } from '../../client/react/i18n/provider.tsx';
import { Button } from '../ui/button.tsx';
import { RowSkeletons } from '../ui/skeleton.tsx';
import { EmptyState, FailedState } from '../ui/states.tsx';
import { WayIn } from './way-in.tsx';

export function Entrance() {
  const t = useT();
  const { session, retry, signOut } = useAccount();
  return (
    <main className="h-dvh overflow-y-auto bg-surface-0">
      {session.state === 'loading' ? <RowSkeletons rows={3} /> : null}
      {session.state === 'failed' ? <FailedState onRetry={() => void retry()} /> : null}
      {session.state === 'out' ? <WayIn entrance={session.entrance} /> : null}
      {session.state === 'in' ? (
        <EmptyState
          icon={MessagesSquare}
          title={session.user.name}
          text={`@${session.user.handle}`}
          actions={<Button onClick={() => void signOut()}>{t('auth.signOut')}</Button>}
        />
      ) : null}
    </main>
  );
}
