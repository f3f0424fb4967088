import type { ReactNode } from 'react';
import { Messenger } from '../../../components/messenger/messenger.tsx';

/** The messenger stands above its pages, so that opening another conversation keeps what is loaded. */
export default function MessengerLayout({ children }: { readonly children: ReactNode }) {
  return (
    <>
      <Messenger />
      {children}
    </>
  );
}
