'use client';
// The line of the first unread over time: it stays while one reads here, and follows what is learnt of elsewhere.

import { type RefObject, useEffect, useState } from 'react';
import { useConnection } from '../../../client/react/chat/hooks.ts';

interface Standing {
  readonly unread: number;
  readonly readSeq: number;
  /** As far as I have read in this look at the conversation. */
  readonly own: number;
  /** What the server has is not here yet: what the device had kept is shown. */
  readonly catchingUp: boolean;
}

/** My marker under which the line stands; null: none. Pure. */
export function lineNow(line: number | null, { unread, readSeq, own, catchingUp }: Standing): number | null {
  if (line === null) return catchingUp && unread > 0 ? readSeq : null;
  const readElsewhere = readSeq > Math.max(line, own);
  if (!readElsewhere) return line;
  return unread > 0 ? readSeq : null;
}

/** Until this look at the conversation, begun without a connection, is current for the first time. */
function useCatchingUp(): boolean {
  const { state, currentAt } = useConnection();
  const [began] = useState(() => (state === 'live' ? null : { currentAt }));
  return began !== null && (state !== 'live' || currentAt === began.currentAt);
}

interface Options {
  readonly unread: number;
  readonly readSeq: number;
  readonly own: RefObject<number>;
}

/** `first`: where it stood when the log was opened. */
export function useUnreadLine(first: number | null, { unread, readSeq, own }: Options): number | null {
  const [line, setLine] = useState(first);
  const catchingUp = useCatchingUp();
  useEffect(() => {
    setLine((before) => lineNow(before, { unread, readSeq, own: own.current, catchingUp }));
  }, [unread, readSeq, own, catchingUp]);
  return line;
}
