'use client';
// A page for people who are signed in: the way in for who is not, then the page over the chat's engine.

import type { ReactNode } from 'react';
import { useAccount } from '../../client/react/account/provider.tsx';
import { ChatProvider } from '../../client/react/chat/provider.tsx';
import { WayIn } from '../entrance/way-in.tsx';
import { RowSkeletons } from '../ui/skeleton.tsx';
import { FailedState } from '../ui/states.tsx';

export function SignedIn({ children }: { readonly children: ReactNode }) {
  const { session, retry } = useAccount();
  if (session.state === 'in') return <ChatProvider>{children}</ChatProvider>;
  return (
    <main className="h-dvh overflow-y-auto bg-surface-0">
      {session.state === 'loading' ? <RowSkeletons rows={3} /> : null}
      {session.state === 'failed' ? <FailedState onRetry={() => void retry()} /> : null}
      {session.state === 'out' ? <WayIn entrance={session.entrance} /> : null}
    </main>
  );
}
