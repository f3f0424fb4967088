// What people do with tickets: who they are to the desk, one deed, the ticket as they see it then.
import { deedsForState } from '../../../core/desk/deed-for-state.ts';
import type { Deed } from '../../../core/desk/deeds.ts';
import { type DeskActor, isSupervisor, mayRead } from '../../../core/desk/ticket.ts';
import { AppError, toAppError } from '../../../core/protocol/app-error.ts';
import { DESK_LIMITS } from '../../../core/protocol/desk.ts';
import { isRefusal } from '../../../core/protocol/errors.ts';
import type { DepartmentId, TicketId, UserId } from '../../../core/protocol/ids.ts';
import type { WireTicket } from '../../../core/protocol/wire-desk.ts';
import type { Actor } from '../../platform/actor.ts';
import { describing } from './describing.ts';
import { openWithWords } from './open-ticket.ts';
import { perform, performAll } from './perform.ts';
import { type Presenter, presentWords, toVisitor } from './present.ts';
import { loadTicket } from './store.ts';
import { type Looker, loadIdsOfNotes, loadList, loadOffersOf, writeRating } from './store-view.ts';
import { loadLastWords } from './store-words.ts';
import { settleTalk } from './talk.ts';
import type { Done, OwnDeps, TicketDeps, Tickets } from './types.ts';

type Seen = Pick<Tickets, 'ticket' | 'list' | 'readable' | 'ofNotes' | 'lastWords'>;
type ByVisitors = Pick<Tickets, 'openTicket' | 'rate'>;
type ByDesk = Pick<Tickets, 'myOffers' | 'acceptOffer' | 'declineOffer' | 'takeTicket' | 'transferTicket' | 'setTicketState'>;
type ByHand = ReturnType<typeof describing>;

export interface PeopleDeps extends OwnDeps {
  readonly present: Presenter;
  /** After each commit. */
  told(done: Done): void;
}

/** What all calls are made of. */
interface Parts {
  read(actor: Actor, id: TicketId): Promise<DeskActor | null>;
  act(as: DeskActor, id: TicketId, deed: Deed): Promise<Done>;
  shown(as: DeskActor, id: TicketId): Promise<WireTicket>;
}

export function byPeople(deps: PeopleDeps): Seen & ByVisitors & ByDesk & ByHand {
  const parts: Parts = {
    async read(actor, id) {
      const [as, ticket] = await Promise.all([whoIs(deps, actor), loadTicket(deps.db.pool, id)]);
      return ticket && mayRead(ticket, as) ? as : null;
    },
    async act(as, id, deed) {
      const done = await perform(deps, id, deed, as);
      deps.told(done);
      return done;
    },
    async shown(as, id) {
      const ticket = (await deps.present([id])).get(id);
      if (!ticket) throw new AppError('NOT_FOUND');
      return as.kind === 'visitor' ? toVisitor(ticket) : ticket;
    },
  };
  return {
    ...seen(deps, parts),
    ...byVisitors(deps, parts),
    ...byDesk(deps, parts),
    ...describing({ ...deps, shown: parts.shown, ofDesk: (actor) => ofDesk(deps, actor) }),
  };
}

function seen(deps: PeopleDeps, { read, shown }: Parts): Seen {
  return {
    readable: async (actor, id) => (await read(actor, id)) !== null,
    async ticket(actor, id) {
      const as = await read(actor, id);
      if (!as) throw new AppError('NOT_FOUND');
      return shown(as, id);
    },
    async ofNotes(actor, conversationIds) {
      await ofDesk(deps, actor);
      const ids = await loadIdsOfNotes(deps.db.pool, conversationIds);
      const mine = await Promise.all(ids.map(async (id) => ((await read(actor, id)) ? id : [])));
      const tickets = await deps.present(mine.flat());
      return [...tickets.values()];
    },
    async lastWords(actor, ids) {
      const looker = lookerOf(await whoIs(deps, actor));
      if (looker.kind === 'visitor') throw new AppError('NOT_FOUND');
      const words = await loadLastWords(deps.db.pool, ids, looker);
      return [...words].map(([ticketId, lastWords]) => ({ ticketId, lastWords: presentWords(lastWords) }));
    },
    async list(actor, ask) {
      const as = await whoIs(deps, actor);
      const { ids, total } = await loadList(deps.db.pool, lookerOf(as), ask);
      const page = ids.slice(0, ask.first);
      const tickets = await deps.present(page);
      const list = page.flatMap((id) => tickets.get(id) ?? []);
      const after = ids.length > ask.first ? (page.at(-1) ?? null) : null;
      return { tickets: as.kind === 'visitor' ? list.map(toVisitor) : list, total, after };
    },
  };
}

function byVisitors(deps: PeopleDeps, { read, shown }: Parts): ByVisitors {
  return {
    async openTicket(actor, words) {
      const as = await whoIs(deps, actor);
      if (as.kind !== 'visitor') throw new AppError('FORBIDDEN');
      const { id, done } = await openWithWords(deps, actor.userId, words);
      if (done) deps.told(done);
      return shown(as, id);
    },
    async rate(actor, { ticketId, score, comment }) {
      const as = await read(actor, ticketId);
      if (!as) throw new AppError('NOT_FOUND');
      if (as.kind !== 'visitor') throw new AppError('FORBIDDEN');
      const rated = await writeRating(deps.db.pool, ticketId, { visitorId: actor.userId, score, comment });
      if (!rated) throw new AppError('CONFLICT', { reason: 'state' });
      return true;
    },
  };
}

function byDesk(deps: PeopleDeps, parts: Parts): ByDesk {
  const now = deps.clock.now;

  async function acted(actor: Actor, id: TicketId, deed: Deed): Promise<WireTicket> {
    const as = await whoIs(deps, actor);
    await parts.act(as, id, deed);
    return parts.shown(as, id);
  }

  return {
    async myOffers(actor) {
      await ofDesk(deps, actor);
      const offers = await loadOffersOf(deps.db.pool, actor.userId);
      const tickets = await deps.present(offers.map(({ ticketId }) => ticketId));
      return offers.flatMap(({ ticketId, expiresAt }) => {
        const ticket = tickets.get(ticketId);
        return ticket ? [{ ticket, expiresAt: new Date(expiresAt).toISOString(), leftMs: Math.max(0, expiresAt - now()) }] : [];
      });
    },
    acceptOffer: (actor, id) => acted(actor, id, { kind: 'accept', at: now() }),
    async declineOffer(actor, { ticketId, reason }) {
      await parts.act(await whoIs(deps, actor), ticketId, { kind: 'decline', at: now(), ...(reason === null ? {} : { reason }) });
      return true;
    },
    takeTicket: (actor, id) => acted(actor, id, { kind: 'take', at: now() }),
    async transferTicket(actor, { ticketId, note, ...to }) {
      const as = await whoIs(deps, actor);
      await parts.act(as, ticketId, { ...transferTo(to, now()), ...(note === null ? {} : { note }) });
      // The note is owed by the ticket's event; who has transferred it shall find it there.
      if (note !== null) await settleTalk(deps, ticketId);
      return parts.shown(as, ticketId);
    },
    async setTicketState(actor, { ticketId, state, until }) {
      const [as, ticket] = await Promise.all([whoIs(deps, actor), loadTicket(deps.db.pool, ticketId)]);
      if (!ticket || as.kind === 'visitor' || !mayRead(ticket, as)) throw new AppError('NOT_FOUND');
      const deeds = deedsForState(ticket, state, { at: now(), until: until === null ? null : Date.parse(until), actor: as });
      if (isRefusal(deeds)) throw toAppError(deeds);
      const [first, ...more] = deeds;
      const done = first ? await performAll(deps, ticketId, [first, ...more], as) : null;
      if (done?.wishes.some(({ kind }) => kind === 'link')) throw new AppError('CONFLICT', { reason: 'a newer one is open' });
      if (done) deps.told(done);
      return parts.shown(as, ticketId);
    },
  };
}

type Transfer = Extract<Deed, { readonly kind: 'transferToAgent' | 'transferToDepartment' }>;

function transferTo(
  { toAgentId, toDepartmentId }: { readonly toAgentId: UserId | null; readonly toDepartmentId: DepartmentId | null },
  at: number,
): Transfer {
  if (toAgentId !== null) return { kind: 'transferToAgent', at, agentId: toAgentId, expiresAt: at + DESK_LIMITS.offerMs };
  if (toDepartmentId !== null) return { kind: 'transferToDepartment', at, departmentId: toDepartmentId, visitorsOpenId: null };
  throw new AppError('BAD_INPUT', { field: 'toAgentId', reason: 'one of the two' });
}

/** @throws FORBIDDEN to whoever is no visitor and not of the desk */
async function whoIs({ agents }: TicketDeps, { userId, isVisitor }: Actor): Promise<DeskActor> {
  if (isVisitor) return { kind: 'visitor', id: userId };
  const found = await agents.deskOf(userId);
  if (!found) throw new AppError('FORBIDDEN');
  return found;
}

async function ofDesk(deps: TicketDeps, actor: Actor) {
  const as = await whoIs(deps, actor);
  if (as.kind !== 'agent') throw new AppError('NOT_FOUND');
  return as;
}

function lookerOf(as: DeskActor): Looker {
  if (as.kind === 'visitor') return as;
  if (as.kind === 'system') throw new Error('nobody looks');
  return { kind: 'desk', id: as.id, departmentIds: isSupervisor(as) ? null : as.departmentIds };
}
