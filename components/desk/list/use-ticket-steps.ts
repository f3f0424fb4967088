'use client';
// Alt+J and Alt+K: the next and the one before in the list that is shown.

import type { TicketId } from '../../../core/protocol/ids.ts';
import { useCommand } from '../../keys/use-command.ts';
import type { Chosen } from '../views/lists.ts';
import { useShownTickets } from './use-shown-tickets.ts';

export function useTicketSteps(chosen: Chosen, selected: TicketId | null, onOpen: (id: TicketId) => void): void {
  const tickets = useShownTickets(chosen);
  const step = (by: 1 | -1) => () => {
    const at = tickets.findIndex(({ id }) => id === selected);
    const next = tickets[at < 0 ? (by > 0 ? 0 : tickets.length - 1) : at + by];
    if (next) onOpen(next.id);
    return true;
  };
  useCommand('deskNext', step(1));
  useCommand('deskBefore', step(-1));
}
