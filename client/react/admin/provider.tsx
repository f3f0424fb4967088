'use client';
// Administration and the desk's set-up for the screens below; the server decides who may. Their ports come when a screen asks.

import { createContext, type ReactNode, use } from 'react';
import type { AdminPort } from '../../engine/admin.ts';
import type { DeskSetupPort } from '../../engine/desk-setup.ts';
import type { LaterPorts } from '../../engine/later.ts';

export type * from '../../engine/admin.ts';
export type * from '../../engine/desk-setup.ts';

/** The same promise each time, but after one that was rejected. */
type Load = () => Promise<LaterPorts>;

const LoadContext = createContext<Load | null>(null);

export function LaterPortsProvider({ load, children }: { readonly load: Load; readonly children: ReactNode }) {
  return <LoadContext value={load}>{children}</LoadContext>;
}

function usePorts(): LaterPorts {
  const load = use(LoadContext);
  if (!load) throw new Error('LaterPortsProvider is missing above this component');
  return use(load());
}

export function useAdmin(): AdminPort {
  return usePorts().admin;
}

export function useDeskSetup(): DeskSetupPort {
  return usePorts().setup;
}
