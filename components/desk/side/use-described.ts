'use client';
// What is said of a ticket stands there at once, and goes again where the server refuses it; then a toast tells why.

import { startTransition, useOptimistic } from 'react';
import { CallError } from '../../../client/react/account/provider.tsx';
import { type TicketChange, useDeskActions } from '../../../client/react/desk/hooks.ts';
import { errorText } from '../../../client/react/i18n/error-text.ts';
import { useT } from '../../../client/react/i18n/provider.tsx';
import type { WireTicket } from '../../../core/protocol/wire-desk.ts';
import { useToast } from '../../ui/toast.tsx';

/** Of one ticket: another may be shown before the answer comes. */
type Said = TicketChange & { readonly of: WireTicket['id']; readonly vip?: boolean };

export interface Described {
  /** As it will be, if the server takes what was said. */
  readonly ticket: WireTicket;
  describe(change: TicketChange): void;
  setVip(vip: boolean): void;
}

const withSaid = (ticket: WireTicket, { of, tags, ...said }: Said): WireTicket =>
  of === ticket.id ? { ...ticket, ...said, ...(tags ? { tags: [...tags] } : {}) } : ticket;

export function useDescribed(known: WireTicket): Described {
  const t = useT();
  const toast = useToast();
  const actions = useDeskActions();
  const [ticket, say] = useOptimistic(known, withSaid);
  const attempt = (said: Said, work: () => Promise<void>) =>
    startTransition(async () => {
      say(said);
      try {
        await work();
      } catch (error) {
        if (!(error instanceof CallError)) throw error;
        toast({ text: errorText(t, error), urgent: true });
      }
    });
  return {
    ticket,
    describe: (change) => attempt({ ...change, of: known.id }, () => actions.describe(known.id, change)),
    setVip: (vip) => attempt({ vip, of: known.id }, () => actions.setVip(known.visitor.id, vip)),
  };
}
