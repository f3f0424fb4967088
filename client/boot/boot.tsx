'use client';
// Wires the client: the ports of the engine to their transports.

import { type ReactNode, useState } from 'react';
import { AccountProvider } from '../react/account/provider.tsx';
import { createAccountPort } from '../transport/account.ts';

export function Boot({ children }: { readonly children: ReactNode }) {
  const [port] = useState(createAccountPort);
  return <AccountProvider port={port}>{children}</AccountProvider>;
}
