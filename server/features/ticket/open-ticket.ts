// A visitor's first words: the talk is made before the ticket stands, so that nobody is asked about a ticket without words. Three
// commits: whose talk it will be (a draft, under the queue's lock, so that two tabs share one), the words, the ticket. What a
// crash leaves between them is finished by the same words said again, or by `finishDrafts`.
import { createHash } from 'node:crypto';
import { decideFirstWords } from '../../../core/conversation/decide-talk.ts';
import { AppError, toAppError } from '../../../core/protocol/app-error.ts';
import type { ClientId, ConversationId, DepartmentId, TicketId, UserId } from '../../../core/protocol/ids.ts';
import { textFault } from '../../../core/protocol/text.ts';
import { awaitLater } from '../../platform/sent-together.ts';
import { awayNotice } from './away.ts';
import { openTicket } from './open.ts';
import { findOpen } from './store.ts';
import { addFields } from './store-fields.ts';
import { type Draft, dropEmptyDraft, findByKey, loadOldDrafts, loadTalk, putDraft } from './store-talk.ts';
import type { Done, OwnDeps } from './types.ts';

export interface FirstWords {
  readonly departmentId: DepartmentId;
  readonly clientId: ClientId;
  readonly text: string;
  /** The answers of the form before the talk. */
  readonly fields: Readonly<Record<string, unknown>> | null;
}

/** Whose words these are to be: a ticket that is open, or one on its way. */
type Place = { readonly ticketId: TicketId; readonly conversationId: ConversationId; readonly draft: Draft | null };

/** The ticket that the words stand in. @throws NOT_FOUND: no such department; BAD_INPUT; CONFLICT: the key stands for other words */
export async function openWithWords(
  deps: OwnDeps,
  visitorId: UserId,
  words: FirstWords,
): Promise<{ readonly id: TicketId; readonly done: Done | null }> {
  const fault = textFault(words.text);
  if (fault) throw new AppError('BAD_INPUT', { field: 'text', reason: fault });
  const place = await placeOf(deps, visitorId, words);
  await say(deps, visitorId, place, words);
  const opened = place.draft ? await finish(deps, place.draft) : { id: place.ticketId, done: null };
  // A ticket that stood already, or another tab's.
  if (words.fields) await addFields(deps.db.pool, opened.id, words.fields);
  return opened;
}

async function placeOf(deps: OwnDeps, visitorId: UserId, { clientId, departmentId, fields }: FirstWords): Promise<Place> {
  const { db, ids, turns } = deps;
  const said = await findByKey(db.pool, visitorId, clientId);
  if (said?.draft) return { ...said.draft, draft: said.draft };
  const there = said?.ticketId && (await loadTalk(db.pool, said.ticketId));
  if (there) return { ...there, draft: null };
  // Words that stand without a ticket, whose draft is gone: they get one.
  const talkId = said?.conversationId ?? ids.next<ConversationId>();
  const { talk, drafted } = await turns.share(departmentId, {
    agentIds: [],
    ticketIds: [],
    visitorId,
    goesOn: false,
    async prepare(on) {
      const open = await findOpen(on, visitorId, departmentId);
      return open && (await loadTalk(on, open));
    },
    async write(on, there, last) {
      if (there) return { talk: there, drafted: null };
      const [ticketId, notesConversationId] = [ids.next<TicketId>(), ids.next<ConversationId>()];
      const wanted = { ticketId, visitorId, departmentId, conversationId: talkId, notesConversationId, fields: fields ?? {} };
      const drafted = putDraft(on, wanted);
      awaitLater(last, drafted);
      // Not to be waited for here.
      return { talk: null, drafted: () => drafted };
    },
  });
  if (talk) return { ...talk, draft: null };
  const draft = await drafted();
  return { ...draft, draft };
}

async function say(
  { db, timeline, clock }: OwnDeps,
  visitorId: UserId,
  { conversationId, draft }: Place,
  { clientId, text, departmentId }: FirstWords,
) {
  const hash = createHash('sha256')
    .update(JSON.stringify(['openTicket', departmentId, text]))
    .digest('hex')
    .slice(0, 32);
  const create = { kind: 'SUPPORT', fanOut: 'WRITE', title: null, settings: { history: 'all' }, pair: null } as const;
  const words = { kind: 'message', senderId: visitorId, clientId, text } as const;
  const answer = draft && (await awayNotice(db.pool, { departmentId, visitorId, text, at: clock.now() }));
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

async function finish(deps: OwnDeps, draft: Draft): Promise<{ readonly id: TicketId; readonly done: Done }> {
  const done = await openTicket(deps, { ...draft, at: deps.clock.now() });
  return { id: done.ticket.id, done };
}

const DRAFT_MS = 10_000;
const MOST = 100;

/** What a crash left: where the words stand the ticket is opened, where not there was nothing to open. */
export async function finishDrafts(deps: OwnDeps, told: (done: Done) => void): Promise<void> {
  for (const { hasWords, ...draft } of await loadOldDrafts(deps.db.pool, DRAFT_MS, MOST)) {
    await deps.apart('a ticket that was on its way', async () => {
      if (hasWords) told((await finish(deps, draft)).done);
      else await dropEmptyDraft(deps.db.pool, draft.conversationId);
    });
  }
}
