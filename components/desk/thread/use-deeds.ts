'use client';
// What I may do with a ticket, by its table (core/desk), and how it is done. The server decides; a refusal is told.

import { useState } from 'react';
import { useMe } from '../../../client/react/chat/hooks.ts';
import { isOpen, useDeskActions, useDeskMe } from '../../../client/react/desk/hooks.ts';
import type { TicketState } from '../../../core/protocol/desk.ts';
import type { WireTicket } from '../../../core/protocol/wire-desk.ts';
import { useCommand } from '../../keys/use-command.ts';
import { useAttempt } from '../../messenger/use-attempt.ts';

function mayOf({ state, assignee }: WireTicket, me: string, supervises: boolean) {
  const mine = assignee?.id === me;
  const lead = mine || supervises;
  const open = isOpen({ state });
  return {
    take: state === 'WAITING' || (state === 'OFFERED' && supervises),
    takeOver: supervises && !mine && open && state !== 'WAITING' && state !== 'OFFERED',
    transfer: open && lead,
    snooze: lead && (state === 'ACTIVE' || state === 'PENDING'),
    pending: lead && state === 'ACTIVE',
    wake: lead && (state === 'SNOOZED' || state === 'PENDING'),
    giveBack: mine && open && state !== 'WAITING' && state !== 'OFFERED',
    merge: open && lead,
    resolve: open && lead,
    close: lead && state !== 'CLOSED',
    reopen: !open,
  };
}

export function useDeeds(ticket: WireTicket) {
  const me = useMe();
  const { role } = useDeskMe();
  const attempt = useAttempt();
  const actions = useDeskActions();
  const [transferring, setTransferring] = useState(false);
  const [snoozing, setSnoozing] = useState(false);
  const [merging, setMerging] = useState(false);
  const can = mayOf(ticket, me.id, role !== 'agent');
  const { id } = ticket;
  const to = (state: TicketState, until?: number) => attempt(() => actions.setTicketState(id, state, until));
  const resolve = () => to('RESOLVED');
  const ask = (allowed: boolean, run: () => void) => () => {
    if (allowed) run();
    return allowed;
  };
  useCommand('deskResolve', ask(can.resolve, resolve));
  useCommand(
    'deskTransfer',
    ask(can.transfer, () => setTransferring(true)),
  );
  useCommand(
    'deskSnooze',
    ask(can.snooze, () => setSnoozing(true)),
  );
  useCommand(
    'deskMerge',
    ask(can.merge, () => setMerging(true)),
  );
  return {
    can,
    transferring,
    setTransferring,
    snoozing,
    setSnoozing,
    merging,
    setMerging,
    resolve,
    take: () => attempt(() => actions.take(id)),
    snooze: (until: number) => to('SNOOZED', until),
    pending: () => to('PENDING'),
    wake: () => to('ACTIVE'),
    giveBack: () => to('WAITING'),
    close: () => to('CLOSED'),
    reopen: () => to('WAITING'),
  };
}

export type Deeds = ReturnType<typeof useDeeds>;
