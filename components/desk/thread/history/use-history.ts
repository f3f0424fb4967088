'use client';
// The history of the ticket that is shown: read when it opens, and what is new whenever the ticket has changed or the desk is live again.

import { useCallback, useEffect, useEffectEvent, useState } from 'react';
import { CallError } from '../../../../client/react/account/provider.tsx';
import { useDeskActions, useDeskLive } from '../../../../client/react/desk/hooks.ts';
import type { WireTicket } from '../../../../core/protocol/wire-desk.ts';
import { type HeldHistory, NO_HISTORY, withNewer, withOlder } from './held-history.ts';

export interface HistoryView extends HeldHistory {
  /** When it could not be read, ms; null: it could. */
  readonly failedAt: number | null;
  retry(): void;
  older(): void;
}

const failedBy = (setFailedAt: (at: number) => void) => (error: unknown) => {
  if (!(error instanceof CallError)) throw error;
  setFailedAt(Date.now());
};

/** The component is another one for another ticket. */
export function useHistory({ id, version }: Pick<WireTicket, 'id' | 'version'>): HistoryView {
  const { history } = useDeskActions();
  const live = useDeskLive();
  const [held, setHeld] = useState(NO_HISTORY);
  const [failedAt, setFailedAt] = useState<number | null>(null);
  const [turn, setTurn] = useState(0);
  const read = useEffectEvent(async (isOver: () => boolean) => {
    try {
      const answer = await history(id, { before: null, after: held.events.at(-1)?.version ?? null });
      if (isOver()) return;
      setHeld((now) => withNewer(now, answer));
      setFailedAt(null);
    } catch (error) {
      if (!isOver()) failedBy(setFailedAt)(error);
    }
  });
  const reason = `${id} ${version} ${live} ${turn}`;
  useEffect(() => {
    let over = reason === '';
    void read(() => over);
    return () => {
      over = true;
    };
  }, [reason]);
  const retry = useCallback(() => setTurn((last) => last + 1), []);
  const { before } = held;
  const older = useCallback(() => {
    if (before !== null)
      history(id, { before, after: null }).then((answer) => setHeld((now) => withOlder(now, answer)), failedBy(setFailedAt));
  }, [history, id, before]);
  return { ...held, failedAt, retry, older };
}
