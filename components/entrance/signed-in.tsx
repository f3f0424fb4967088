'use client';
// What only people who are signed in see. It stands once above all such pages: a change of page while somebody is on the
// way in keeps what they wrote there.

import type { ReactNode } from 'react';
import { useAccount } from '../../client/react/account/provider.tsx';
import { ChatProvider } from '../../client/react/chat/provider.tsx';
import { later } from '../ui/later.tsx';
import { RowSkeletons } from '../ui/skeleton.tsx';
import { NoAnswer } from './no-answer.tsx';

const WayIn = later(async () => (await import('./way-in.tsx')).WayIn);

export function SignedIn({ children }: { readonly children: ReactNode }) {
  const { session, retry } = useAccount();
  if (session.state === 'in') return <ChatProvider>{children}</ChatProvider>;
  return (
    <main className="h-dvh overflow-y-auto bg-surface-0">
      {session.state === 'loading' ? <RowSkeletons rows={3} /> : null}
      {session.state === 'failed' ? <NoAnswer wiped={session.wiped} onRetry={() => void retry()} /> : null}
      {session.state === 'out' ? <WayIn entrance={session.entrance} /> : null}
    </main>
  );
}
