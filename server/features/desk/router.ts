// What of the live desk our own pages call; what is pushed comes by the socket of the public API.
import { ofTicketInput } from '../../../core/protocol/desk-commands.ts';
import { authed, router } from '../../platform/trpc.ts';
import type { Desk } from './types.ts';

export function createDeskRouter(desk: Pick<Desk, 'decisions' | 'look'>) {
  return router({
    decisions: authed.input(ofTicketInput).query(({ ctx, input }) => desk.decisions(ctx.actor, input.ticketId)),
    look: authed.input(ofTicketInput).mutation(({ ctx, input }) => desk.look(ctx.actor, input.ticketId)),
  });
}
