// A visitor's first words: the talk is made before the ticket stands, so that nobody is asked about a ticket without words. Three
// commits: whose talk it will be (a draft, one for a visitor and department, so that two tabs share it), the words, the ticket. What a
// crash leaves between them is finished by the same words said again, or by `finishDrafts`.
import { createHash } from 'node:crypto';
import { decideFirstWords } from '../../../core/conversation/decide-talk.ts';
import type { PlannedEvent } from '../../../core/conversation/state.ts';
import { AppError, toAppError } from '../../../core/protocol/app-error.ts';
import type { ClientId, ConversationId, DepartmentId, TicketId, UserId } from '../../../core/protocol/ids.ts';
import { textFault } from '../../../core/protocol/text.ts';
import type { Pool } from '../../platform/db.ts';
import { awayNotice } from './away.ts';
import { openTicket } from './open.ts';
import { type Draft, dropEmptyDraft, loadOldDrafts, placeWords, type Said } from './store-draft.ts';
import { addFields } from './store-fields.ts';
import { loadTalk } from './store-talk.ts';
import { survivorTalk } from './talk.ts';
import type { Done, OwnDeps } from './types.ts';

export interface FirstWords {
  readonly departmentId: DepartmentId;
  readonly clientId: ClientId;
  readonly text: string;
  /** The answers of the form before the talk. */
  readonly fields: Readonly<Record<string, unknown>> | null;
}

/** Whose words these are to be: a ticket that stands, or one on its way. */
interface Place {
  readonly id: TicketId;
  readonly mergedIntoId: TicketId | null;
  readonly conversationId: ConversationId;
  readonly draft: Draft | null;
}

/**
 * The ticket that the words stand in, or in which that one goes on.
 * @throws NOT_FOUND: no such department; BAD_INPUT; CONFLICT: the key stands for other words
 */
export async function openWithWords(
  deps: OwnDeps,
  visitorId: UserId,
  words: FirstWords,
): Promise<{ readonly id: TicketId; readonly done: Done | null }> {
  const fault = textFault(words.text);
  if (fault) throw new AppError('BAD_INPUT', { field: 'text', reason: fault });
  const [place, away] = await Promise.all([
    placeOf(deps, visitorId, words),
    awayNotice(deps.db.pool, { departmentId: words.departmentId, visitorId, text: words.text, at: deps.clock.now() }),
  ]);
  await say(deps, visitorId, place, words, away);
  const done = place.draft ? await finish(deps, place.draft) : null;
  const { id: stands, mergedIntoId } = done?.ticket ?? place;
  const id = mergedIntoId ? await whereItGoesOn(deps.db.pool, mergedIntoId) : stands;
  // A ticket that stood already, or another tab's.
  if (words.fields) await addFields(deps.db.pool, id, words.fields);
  return { id, done };
}

/** The draft first: whoever opens a ticket there meanwhile takes this draft, or is seen by what is read then. */
async function placeOf(deps: OwnDeps, visitorId: UserId, { clientId, departmentId, fields }: FirstWords): Promise<Place> {
  const { ids } = deps;
  const { pool, writers } = deps.db;
  const [ticketId, conversationId, notesConversationId] = [ids.next<TicketId>(), ids.next<ConversationId>(), ids.next<ConversationId>()];
  const fresh = { ticketId, visitorId, departmentId, conversationId, notesConversationId, fields: fields ?? {} };
  const { draft, said, open } = await placeWords(writers, { draft: fresh, clientId });
  const place = said ? await placeOfWords(deps, said, draft) : open && (await placeOfTicket(pool, open));
  if (draft && place && place.conversationId !== draft.conversationId) await dropEmptyDraft(pool, draft.conversationId);
  if (place) return place;
  if (!draft) throw new AppError('NOT_FOUND');
  return placeOfDraft(draft);
}

const placeOfDraft = (draft: Draft): Place => ({ id: draft.ticketId, mergedIntoId: null, conversationId: draft.conversationId, draft });

/** Of words that stand already. Those without a ticket whose draft is gone get one of their own: the fresh draft may be another tab's. */
async function placeOfWords({ db: { pool }, ids }: OwnDeps, said: Said, fresh: Draft | null): Promise<Place | null> {
  const { conversationId, draft, ticketId } = said;
  if (draft) return placeOfDraft(draft);
  if (ticketId) return placeOfTicket(pool, ticketId);
  const own = { conversationId, ticketId: ids.next<TicketId>(), notesConversationId: ids.next<ConversationId>() };
  return fresh && placeOfDraft({ ...fresh, ...own });
}

async function placeOfTicket(pool: Pool, id: TicketId): Promise<Place | null> {
  const talk = await loadTalk(pool, id);
  return talk && { id, mergedIntoId: talk.mergedIntoId, conversationId: talk.conversationId, draft: null };
}

async function say(
  { timeline }: OwnDeps,
  visitorId: UserId,
  { conversationId, draft }: Place,
  { clientId, text, departmentId }: FirstWords,
  away: PlannedEvent | null,
) {
  const hash = createHash('sha256')
    .update(JSON.stringify(['openTicket', departmentId, text]))
    .digest('hex')
    .slice(0, 32);
  const create = { kind: 'SUPPORT', fanOut: 'WRITE', title: null, settings: { history: 'all' }, pair: null } as const;
  const words = { kind: 'message', senderId: visitorId, clientId, text } as const;
  const answer = draft && away;
  const said = timeline.submit({
    conversationId,
    actorId: visitorId,
    key: { senderId: visitorId, clientId, hash },
    ...(draft ? { create } : {}),
    decide: (state) => decideFirstWords(state, visitorId, words, answer),
  });
  const notes = draft
    ? timeline.submit({
        conversationId: draft.notesConversationId,
        actorId: null,
        create: { ...create, kind: 'NOTES' },
        decide: () => ({ events: [] }),
      })
    : null;
  for (const outcome of await Promise.all([said, notes])) if (outcome?.kind === 'refused') throw toAppError(outcome.refusal);
}

const finish = (deps: OwnDeps, draft: Draft): Promise<Done> => openTicket(deps, { ...draft, at: deps.clock.now() });

async function whereItGoesOn(pool: Pool, id: TicketId): Promise<TicketId> {
  return (await survivorTalk(pool, id))?.ticketId ?? id;
}

const DRAFT_MS = 10_000;
const MOST = 100;

/** What a crash left: where the words stand the ticket is opened, where not there was nothing to open. */
export async function finishDrafts(deps: OwnDeps, told: (done: Done) => void): Promise<void> {
  for (const { hasWords, ...draft } of await loadOldDrafts(deps.db.pool, DRAFT_MS, MOST)) {
    await deps.apart('a ticket that was on its way', async () => {
      if (hasWords) told(await finish(deps, draft));
      else await dropEmptyDraft(deps.db.pool, draft.conversationId);
    });
  }
}
