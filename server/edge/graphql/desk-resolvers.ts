// The resolvers of desk.graphql: parse, one use case, answer.
import {
  agentsInput,
  createDepartmentInput,
  createSiteKeyInput,
  declineOfferInput,
  departmentsInput,
  lastWordsInput,
  mergeTicketsInput,
  ofTicketInput,
  openTicketInput,
  rateInput,
  setAgentInput,
  setAgentStateInput,
  setTicketStateInput,
  setVipInput,
  ticketInput,
  ticketsInput,
  transferTicketInput,
  updateTicketInput,
} from '../../../core/protocol/desk-commands.ts';
import { pageViewedInput, setVisitorAttributesInput, siteInput, startVisitorInput } from '../../../core/protocol/desk-site.ts';
import type { Doors } from './context.ts';
import { authed, type Resolvers } from './resolver.ts';

export function deskQueries({ agents, tickets, visitors }: Pick<Doors, 'agents' | 'tickets' | 'visitors'>): Resolvers['Query'] {
  return {
    site: (_source, args) => visitors.site(siteInput.parse(args).siteKey),
    departments: (_source, args) => visitors.departments(departmentsInput.parse(args).siteKey),
    ticket: authed((actor, args) => tickets.ticket(actor, ticketInput.parse(args).id)),
    tickets: authed((actor, args) => tickets.list(actor, ticketsInput.parse(args))),
    myOffers: authed((actor) => tickets.myOffers(actor)),
    lastWords: authed((actor, args) => tickets.lastWords(actor, lastWordsInput.parse(args).ticketIds)),
    agents: authed((actor, args) => agents.agents(actor, agentsInput.parse(args).departmentId)),
  };
}

export function deskMutations({ agents, tickets, visitors }: Pick<Doors, 'agents' | 'tickets' | 'visitors'>): Resolvers['Mutation'] {
  return {
    startVisitor: (_source, args, caller) => visitors.start(startVisitorInput.parse(args), caller),
    setVisitorAttributes: authed((actor, args) => visitors.setAttributes(actor, setVisitorAttributesInput.parse(args))),
    pageViewed: authed((actor, args) => visitors.pageViewed(actor, pageViewedInput.parse(args))),
    openTicket: authed((actor, args) => tickets.openTicket(actor, openTicketInput.parse(args))),
    rate: authed((actor, args) => tickets.rate(actor, rateInput.parse(args))),
    acceptOffer: authed((actor, args) => tickets.acceptOffer(actor, ofTicketInput.parse(args).ticketId)),
    declineOffer: authed((actor, args) => tickets.declineOffer(actor, declineOfferInput.parse(args))),
    takeTicket: authed((actor, args) => tickets.takeTicket(actor, ofTicketInput.parse(args).ticketId)),
    transferTicket: authed((actor, args) => tickets.transferTicket(actor, transferTicketInput.parse(args))),
    setTicketState: authed((actor, args) => tickets.setTicketState(actor, setTicketStateInput.parse(args))),
    updateTicket: authed((actor, args) => tickets.updateTicket(actor, updateTicketInput.parse(args))),
    mergeTickets: authed((actor, args) => tickets.mergeTickets(actor, mergeTicketsInput.parse(args))),
    setVip: authed((actor, args) => tickets.setVip(actor, setVipInput.parse(args))),
    setAgentState: authed((actor, args) => agents.setAgentState(actor, setAgentStateInput.parse(args))),
    createDepartment: authed((actor, args) => agents.createDepartment(actor, createDepartmentInput.parse(args))),
    createSiteKey: authed((actor, args) => visitors.createSiteKey(actor, createSiteKeyInput.parse(args))),
    setAgent: authed((actor, args) => agents.setAgent(actor, setAgentInput.parse(args))),
  };
}
