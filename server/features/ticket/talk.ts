// The talk of a ticket has the people that the ticket says. Each change of them is owed by the row (`talk_due`) from the
// transaction that made it, and paid right after; what a crash left is paid by `repair`. Paying twice changes nothing.
import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { decideTalkMembers } from '../../../core/conversation/decide-talk.ts';
import { toAppError } from '../../../core/protocol/app-error.ts';
import { type ClientId, parseClientId, type TicketId, type UserId } from '../../../core/protocol/ids.ts';
import type { Command, Outcome } from '../../../core/timeline/command.ts';
import { batched } from '../../platform/batched.ts';
import type { Pool } from '../../platform/db.ts';
import { loadNotes, loadPeople, loadTalk, type OwedNote, settled, type Talk } from './store-talk.ts';
import type { TicketDeps } from './types.ts';

/** A refusal that waiting does not mend is an error; where no talk was made (nobody has written) there is nothing to do. */
function mustStand(outcome: Outcome): void {
  if (outcome.kind === 'refused' && outcome.refusal.refused !== 'NOT_FOUND') throw toAppError(outcome.refusal);
}

/** Where many tickets change hands: a batch of the engine costs little more for twenty talks than for one. */
const GATHER_MS = 40;

/** One at once; those that change hands while it is at that follow together. Each rejects as `settleTalk` does, for itself. */
export function createSettling(deps: TicketDeps): (id: TicketId) => Promise<void> {
  const settleAll = async (ids: TicketId[]) => {
    const results = await Promise.allSettled(ids.map((id) => settleTalk(deps, id)));
    return new Map(results.map((result, at) => [ids[at] as TicketId, result]));
  };
  const settle = batched(settleAll, { max: 200, gather: () => delay(GATHER_MS) });
  return async (id) => {
    const result = await settle(id);
    if (result?.status === 'rejected') throw result.reason;
  };
}

export async function settleTalk({ db: { pool, deeds }, timeline }: TicketDeps, id: TicketId): Promise<void> {
  const talk = await loadTalk(pool, id);
  if (!talk) return;
  const { people, readSeq } = await loadPeople(pool, id);
  const ask = (conversationId: Command['conversationId']) =>
    timeline.submit({ conversationId, actorId: null, people, leaves: true, decide: (state) => decideTalkMembers(state, people, readSeq) });
  for (const outcome of await Promise.all([ask(talk.conversationId), ask(talk.notesConversationId)])) mustStand(outcome);
  const notes = await loadNotes(pool, id);
  // They stand where it goes on. Read after them: a note and the merge that it came with are of one commit.
  const into = notes.length > 0 ? await survivorTalk(pool, id) : null;
  if (into) for (const note of notes) await postNote(timeline, { ...note, id, into });
  await settled(deeds, talk);
}

/** Where a ticket goes on that was merged, maybe more than once; else its own. */
export async function survivorTalk(pool: Pool, id: TicketId): Promise<Talk | null> {
  const talk = await loadTalk(pool, id);
  return talk?.mergedIntoId ? survivorTalk(pool, talk.mergedIntoId) : talk;
}

/** The same words give the same key: what is posted twice stands once. */
function keyOfWords(words: string): { readonly clientId: ClientId; readonly hash: string } {
  const hash = createHash('sha256').update(words).digest('hex').slice(0, 32);
  const clientId = parseClientId([hash.slice(0, 8), hash.slice(8, 12), hash.slice(12, 16), hash.slice(16, 20), hash.slice(20)].join('-'));
  if (!clientId) throw new Error('a key was not made');
  return { clientId, hash };
}

/** In the talk that goes on: the visitor has written into another ticket, which stays closed. `word` tells such words apart. */
export async function postLink(
  { db: { pool }, timeline }: TicketDeps,
  { fromId, inId, byId, word }: { readonly fromId: TicketId; readonly inId: TicketId; readonly byId: UserId; readonly word: string },
): Promise<void> {
  const [from, into] = await Promise.all([loadTalk(pool, fromId), loadTalk(pool, inId)]);
  if (!from || !into) return;
  const { clientId, hash } = keyOfWords(`link ${fromId} ${inId} ${word}`);
  const data = { linked: { ticketId: fromId, number: from.number, conversationId: from.conversationId } };
  const decide = () => ({ events: [{ kind: 'notice', senderId: null, clientId, text: `#${from.number}`, data } as const] });
  mustStand(await timeline.submit({ conversationId: into.conversationId, actorId: null, key: { senderId: byId, clientId, hash }, decide }));
}

/** A note of whoever hands a ticket on, for those who get it: it stands once, however often it is posted. */
async function postNote(
  timeline: TicketDeps['timeline'],
  { id, into, byId, version, text }: OwedNote & { readonly id: TicketId; readonly into: Talk },
): Promise<void> {
  const { clientId, hash } = keyOfWords(`note ${id} ${version}`);
  const decide: Command['decide'] = ({ members }) => ({
    events: [
      ...(members.has(byId) ? [] : [{ kind: 'join', senderId: byId, data: { userIds: [byId], byId } } as const]),
      { kind: 'message', senderId: byId, clientId, text } as const,
    ],
  });
  mustStand(
    await timeline.submit({ conversationId: into.notesConversationId, actorId: byId, key: { senderId: byId, clientId, hash }, decide }),
  );
}
