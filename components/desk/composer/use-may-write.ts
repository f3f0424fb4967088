'use client';
// Whether I may write to the visitor of a ticket: its agent, supervisors, and nobody else (D6; the server decides).

import { useMe } from '../../../client/react/chat/hooks.ts';
import { useDeskMe } from '../../../client/react/desk/hooks.ts';
import type { WireTicket } from '../../../core/protocol/wire-desk.ts';

export function useMayWrite({ assignee, state }: Pick<WireTicket, 'assignee' | 'state'>): boolean {
  const me = useMe();
  const { role } = useDeskMe();
  if (role !== 'agent') return true;
  return assignee?.id === me.id && state !== 'OFFERED' && state !== 'WAITING';
}
