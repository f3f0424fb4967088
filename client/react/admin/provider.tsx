'use client';
// Administration for the screens below; the server decides who may.

import { createContext, type ReactNode, useContext } from 'react';
import type { AdminPort } from '../../engine/admin.ts';

export type * from '../../engine/admin.ts';

const AdminContext = createContext<AdminPort | null>(null);

export function AdminProvider({ port, children }: { readonly port: AdminPort; readonly children: ReactNode }) {
  return <AdminContext value={port}>{children}</AdminContext>;
}

export function useAdmin(): AdminPort {
  const port = useContext(AdminContext);
  if (!port) throw new Error('useAdmin outside of AdminProvider');
  return port;
}
