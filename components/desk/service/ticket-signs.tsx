'use client';
// Both clocks of a ticket, by the second: how long somebody may wait, and until when it is to be solved.

import { useDepartment } from '../../../client/react/desk/hooks.ts';
import type { WireTicket } from '../../../core/protocol/wire-desk.ts';
import { useSecond } from '../../ui/use-second.ts';
import { useTalk } from '../ticket-words.ts';
import { resolutionOfTicket, serviceOf } from './service.ts';
import { ServiceSign } from './service-sign.tsx';

export function TicketSigns({ ticket, short }: { readonly ticket: WireTicket; readonly short?: boolean }) {
  const level = useDepartment(ticket.department.id);
  const now = useSecond();
  const service = serviceOf(ticket, useTalk(ticket), level, now);
  const resolution = resolutionOfTicket(ticket, level, now);
  return (
    <>
      {service ? <ServiceSign service={service} short={short} /> : null}
      {resolution ? <ServiceSign service={resolution} short={short} /> : null}
    </>
  );
}
