// The desk's calls of our own pages; the same use cases as the public API's.
import {
  declineOfferInput,
  lastWordsInput,
  mergeTicketsInput,
  ofTicketInput,
  openTicketInput,
  rateInput,
  setTicketStateInput,
  setVipInput,
  ticketInput,
  ticketsInput,
  ticketsOfNotesInput,
  transferTicketInput,
  updateTicketInput,
} from '../../../core/protocol/desk-commands.ts';
import { authed, router } from '../../platform/trpc.ts';
import type { Tickets } from './types.ts';

export function createTicketRouter(tickets: Tickets) {
  return router({
    openTicket: authed
      .meta({ rate: 'openTicket' })
      .input(openTicketInput)
      .mutation(({ ctx, input }) => tickets.openTicket(ctx.actor, input)),
    ticket: authed.input(ticketInput).query(({ ctx, input }) => tickets.ticket(ctx.actor, input.id)),
    tickets: authed.input(ticketsInput).query(({ ctx, input }) => tickets.list(ctx.actor, input)),
    ticketsOfNotes: authed.input(ticketsOfNotesInput).query(({ ctx, input }) => tickets.ofNotes(ctx.actor, input.conversationIds)),
    lastWords: authed.input(lastWordsInput).query(({ ctx, input }) => tickets.lastWords(ctx.actor, input.ticketIds)),
    myOffers: authed.query(({ ctx }) => tickets.myOffers(ctx.actor)),
    acceptOffer: authed.input(ofTicketInput).mutation(({ ctx, input }) => tickets.acceptOffer(ctx.actor, input.ticketId)),
    declineOffer: authed.input(declineOfferInput).mutation(({ ctx, input }) => tickets.declineOffer(ctx.actor, input)),
    takeTicket: authed.input(ofTicketInput).mutation(({ ctx, input }) => tickets.takeTicket(ctx.actor, input.ticketId)),
    transferTicket: authed.input(transferTicketInput).mutation(({ ctx, input }) => tickets.transferTicket(ctx.actor, input)),
    setTicketState: authed.input(setTicketStateInput).mutation(({ ctx, input }) => tickets.setTicketState(ctx.actor, input)),
    updateTicket: authed.input(updateTicketInput).mutation(({ ctx, input }) => tickets.updateTicket(ctx.actor, input)),
    mergeTickets: authed.input(mergeTicketsInput).mutation(({ ctx, input }) => tickets.mergeTickets(ctx.actor, input)),
    setVip: authed.input(setVipInput).mutation(({ ctx, input }) => tickets.setVip(ctx.actor, input)),
    rate: authed.input(rateInput).mutation(({ ctx, input }) => tickets.rate(ctx.actor, input)),
  });
}
