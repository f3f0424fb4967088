'use client';
// The tickets in whose notes I am called, or something of which I have not read: whatever their state, so that each can be gone to.

import { useEffect, useMemo } from 'react';
import { calls, useTalks } from '../../../client/react/chat/hooks.ts';
import { useDeskActions, useHeldTickets } from '../../../client/react/desk/hooks.ts';
import type { WireTicket } from '../../../core/protocol/wire-desk.ts';

export function useCalledTickets(): readonly WireTicket[] {
  const talks = useTalks();
  const tickets = useHeldTickets();
  const { findByNotes } = useDeskActions();
  const called = useMemo(() => talks.flatMap((talk) => (talk.kind === 'NOTES' && calls(talk) ? talk.id : [])), [talks]);
  // Those that stand in no list are not held yet.
  useEffect(() => findByNotes(called), [findByNotes, called]);
  return useMemo(() => {
    const ids = new Set(called);
    return tickets.filter(({ notesConversationId: id }) => id !== null && ids.has(id));
  }, [called, tickets]);
}
