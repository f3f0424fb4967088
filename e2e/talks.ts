// Conversations that stand before a journey begins, made over the API.
import { type Caller, command } from './accounts.ts';

type Session = Pick<Caller, 'request'>;

export async function direct(from: Session, to: Caller): Promise<string> {
  return (await command<{ id: string }>(from.request, 'conversation.openDirect', { userId: to.id })).id;
}

export async function group(from: Session, title: string, members: readonly Caller[]): Promise<string> {
  const memberIds = members.map(({ id }) => id);
  return (await command<{ id: string }>(from.request, 'conversation.createGroup', { title, memberIds })).id;
}

/** One after the other, so that they stand in order; answers the seq of the last. */
export async function send({ request }: Session, conversationId: string, texts: readonly string[], replyToSeq?: number): Promise<number> {
  let last = 0;
  for (const text of texts) {
    const form = { conversationId, clientId: crypto.randomUUID(), text, replyToSeq };
    last = (await command<{ seq: number }>(request, 'message.send', form)).seq;
  }
  return last;
}
