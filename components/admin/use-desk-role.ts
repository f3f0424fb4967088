'use client';
// What somebody is at the desk, asked once a screen. Undefined: not known yet, or nobody answered.

import { useEffect, useState } from 'react';
import { CallError } from '../../client/react/account/provider.tsx';
import { useDeskSetup } from '../../client/react/admin/provider.tsx';
import type { DeskRole } from '../../core/protocol/desk.ts';

export function useDeskRole(): DeskRole | null | undefined {
  const setup = useDeskSetup();
  const [role, setRole] = useState<DeskRole | null>();
  useEffect(() => {
    let isShown = true;
    const ask = async () => {
      try {
        const start = await setup.start();
        if (isShown) setRole(start.role);
      } catch (error) {
        if (!(error instanceof CallError)) throw error;
        if (isShown && error.code !== 'OFFLINE') setRole(null);
      }
    };
    void ask();
    return () => {
      isShown = false;
    };
  }, [setup]);
  return role;
}
