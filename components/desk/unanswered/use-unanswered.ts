'use client';
// What nobody answers, to who leads: supervisors are told after three offers, whoever has it then ends it.

import { useEffect } from 'react';
import { useDeskActions, useDeskMe, useTicketList } from '../../../client/react/desk/hooks.ts';
import type { WireTicket } from '../../../core/protocol/wire-desk.ts';

const UNANSWERED = { view: 'unanswered', departmentId: null } as const;
const NONE: readonly WireTicket[] = [];

/** The longest waiting first; none for who does not lead. */
export function useUnanswered(): readonly WireTicket[] {
  const leads = useDeskMe().role !== 'agent';
  const { show } = useDeskActions();
  const { tickets } = useTicketList(UNANSWERED);
  useEffect(() => {
    if (leads) show(UNANSWERED);
  }, [show, leads]);
  return leads ? tickets : NONE;
}
