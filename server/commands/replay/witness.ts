// What one visitor tries at the end of their talk: is anything of the desk's side, or anybody else's talk, told to them?
import { z } from 'zod';
import type { Client } from './client.ts';
import { EVENTS, READ_TICKET } from './operations.ts';
import type { PlayTicket } from './play.ts';
import { ApiError } from './reply.ts';
import type { Tally } from './tally.ts';

const named = z.object({ handle: z.string().nullable() }).nullable();
const seen = z.object({ notesConversationId: z.string().nullable(), visitor: named, assignee: named });

interface Witness {
  readonly client: Client;
  readonly ticket: PlayTicket;
  /** Somebody else's. */
  readonly other: PlayTicket | null;
  readonly tally: Tally;
}

export async function witness({ client, ticket, other, tally }: Witness): Promise<void> {
  const mine = seen.parse((await client.ask(READ_TICKET, { id: ticket.id })).ticket);
  if (mine.notesConversationId !== null) tally.found('D7', `the notes of #${ticket.number} are told to its visitor`);
  if (mine.visitor?.handle || mine.assignee?.handle) tally.found('D7', `a handle in #${ticket.number} is told to its visitor`);
  if (!other) return;
  for (const [what, query, id] of [
    ['the ticket', READ_TICKET, other.id],
    ['the talk', EVENTS, other.conversationId],
  ] as const) {
    const answer = await client.ask(query, { id }).catch((error: unknown) => error);
    if (!(answer instanceof ApiError)) tally.found('D9', `the visitor of #${ticket.number} reads ${what} of #${other.number}`);
    else if (answer.code !== 'NOT_FOUND') tally.found('D9', `the visitor of #${ticket.number} is told ${answer.code} of #${other.number}`);
  }
}
