// The desk's calls of a visitor, by the public API.

import type { Ask } from '../../client/transport/graphql.ts';
import type { ClientId, DepartmentId, TicketId } from '../../core/protocol/ids.ts';
import type { WireUser } from '../../core/protocol/wire.ts';
import type { WireTicket } from '../../core/protocol/wire-desk.ts';
import type { Attributes, PageView } from '../protocol.ts';

export const DEPARTMENT = 'id name open opensAt timeZone waiting';
const USER = 'id handle name avatarUrl kind';
const TICKET = `id number state department { ${DEPARTMENT} } priority subject tags conversationId notesConversationId
visitor { ${USER} } assignee { ${USER} } createdAt waitingSince position estimatedWaitMs version`;

const START = `mutation ($site: ID!, $token: String, $identity: String) {
startVisitor(siteKey: $site, token: $token, identity: $identity) { token user { ${USER} } } }`;
const TICKETS = `query { tickets(view: "all", first: 50) { tickets { ${TICKET} } } }`;
const TICKET_OF = `query ($id: ID!) { ticket(id: $id) { ${TICKET} } }`;
const OPEN = `mutation ($departmentId: ID!, $clientId: ID!, $text: String!, $fields: JSON) {
openTicket(departmentId: $departmentId, clientId: $clientId, text: $text, fields: $fields) { ${TICKET} } }`;
const RATE = 'mutation ($ticketId: ID!, $score: Int!, $comment: String) { rate(ticketId: $ticketId, score: $score, comment: $comment) }';

export type FieldValues = Readonly<Record<string, string | boolean>>;

/** What opens a talk. */
export interface OpenTicket {
  readonly departmentId: DepartmentId;
  readonly clientId: ClientId;
  readonly text: string;
  readonly fields: FieldValues | null;
}

export interface Started {
  readonly token: string;
  readonly user: WireUser;
}

/** Each rejects with a CallError. */
export interface DeskCalls {
  start(token: string | null, identity: string | null): Promise<Started>;
  tickets(): Promise<WireTicket[]>;
  ticket(id: TicketId): Promise<WireTicket>;
  open(what: OpenTicket): Promise<WireTicket>;
  rate(ticketId: TicketId, score: number, comment: string | null): Promise<void>;
  setAttributes(attributes: Attributes): Promise<void>;
  viewed(page: PageView): Promise<void>;
}

const ATTRIBUTES = 'mutation ($attributes: JSON!) { setVisitorAttributes(attributes: $attributes) }';
const VIEWED = 'mutation ($url: String!, $title: String!) { pageViewed(url: $url, title: $title) }';

/** `ask` as the visitor; `open`: as nobody. */
export function createDeskCalls(site: string, { ask, askOpen }: { readonly ask: Ask; readonly askOpen: Ask }): DeskCalls {
  return {
    start: (token, identity) => askOpen<Started>(START, { site, token, identity }),
    tickets: async () => (await ask<{ tickets: WireTicket[] }>(TICKETS)).tickets,
    ticket: (id) => ask<WireTicket>(TICKET_OF, { id }),
    open: (what) => ask<WireTicket>(OPEN, what),
    rate: async (ticketId, score, comment) => {
      await ask(RATE, { ticketId, score, comment });
    },
    setAttributes: async (attributes) => {
      await ask(ATTRIBUTES, { attributes });
    },
    viewed: async ({ url, title }) => {
      await ask(VIEWED, { url, title });
    },
  };
}
