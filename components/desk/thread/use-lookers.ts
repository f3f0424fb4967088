'use client';
// Who else of the desk has this ticket before their eyes. Said anew while the page is seen; an answer that does not come is waited for.

import { useEffect, useState } from 'react';
import { CallError } from '../../../client/react/account/provider.tsx';
import { useDeskActions } from '../../../client/react/desk/hooks.ts';
import type { TicketId } from '../../../core/protocol/ids.ts';
import type { WireUser } from '../../../core/protocol/wire.ts';

const EVERY_MS = 10_000;
const NOBODY: readonly WireUser[] = [];

export function useLookers(id: TicketId): readonly WireUser[] {
  const { look } = useDeskActions();
  const [others, setOthers] = useState(NOBODY);
  useEffect(() => {
    let over = false;
    const say = async () => {
      if (document.hidden) return;
      let found = NOBODY;
      try {
        found = await look(id);
      } catch (error) {
        // Nobody is named whom nobody has seen lately.
        if (!(error instanceof CallError)) throw error;
      }
      if (!over) setOthers(found);
    };
    const begin = () => void say();
    begin();
    const timer = setInterval(begin, EVERY_MS);
    document.addEventListener('visibilitychange', begin);
    return () => {
      over = true;
      clearInterval(timer);
      document.removeEventListener('visibilitychange', begin);
    };
  }, [look, id]);
  return others;
}
