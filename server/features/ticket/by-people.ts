// What people do with tickets: who they are to the desk, one deed, the ticket as they see it then.
import { deedsForState } from '../../../core/desk/deed-for-state.ts';
import type { Deed } from '../../../core/desk/deeds.ts';
import { type DeskActor, isSupervisor, mayRead } from '../../../core/desk/ticket.ts';
import { AppError, toAppError } from '../../../core/protocol/app-error.ts';
import { DESK_LIMITS } from '../../../core/protocol/desk.ts';
import { isRefusal } from '../../../core/protocol/errors.ts';
import type { TicketId } from '../../../core/protocol/ids.ts';
import type { WireTicket } from '../../../core/protocol/wire-desk.ts';
import type { Actor } from '../../platform/actor.ts';
import { openWithWords } from './open-ticket.ts';
import { perform } from './perform.ts';
import { type Presenter, toVisitor } from './present.ts';
import { loadTicket } from './store.ts';
import { type Looker, loadList, loadOffersOf, writeRating } from './store-view.ts';
import { postNote } from './talk.ts';
import type { Done, TicketDeps, Tickets } from './types.ts';

type ByPeople = Pick<
  Tickets,
  | 'openTicket'
  | 'ticket'
  | 'list'
  | 'myOffers'
  | 'acceptOffer'
  | 'declineOffer'
  | 'takeTicket'
  | 'transferTicket'
  | 'setTicketState'
  | 'rate'
  | 'readable'
>;

export interface PeopleDeps extends TicketDeps {
  readonly present: Presenter;
  /** After each commit. */
  told(done: Done): void;
}

export function byPeople(deps: PeopleDeps): ByPeople {
  const now = deps.clock.now;

  async function act(actor: Actor, id: TicketId, deed: Deed, as?: DeskActor): Promise<Done> {
    const done = await perform(deps, id, deed, as ?? (await whoIs(deps, actor)));
    deps.told(done);
    return done;
  }

  async function shown(actor: Actor, id: TicketId, as?: DeskActor): Promise<WireTicket> {
    const [ticket] = (await deps.present([id])).values();
    if (!ticket) throw new AppError('NOT_FOUND');
    return (as ?? (await whoIs(deps, actor))).kind === 'visitor' ? toVisitor(ticket) : ticket;
  }

  async function acted(actor: Actor, id: TicketId, deed: Deed): Promise<WireTicket> {
    const as = await whoIs(deps, actor);
    await act(actor, id, deed, as);
    return shown(actor, id, as);
  }

  async function read(actor: Actor, id: TicketId): Promise<DeskActor | null> {
    const [as, ticket] = await Promise.all([whoIs(deps, actor), loadTicket(deps.db.pool, id)]);
    return ticket && mayRead(ticket, as) ? as : null;
  }

  return {
    async openTicket(actor, words) {
      const as = await whoIs(deps, actor);
      if (as.kind !== 'visitor') throw new AppError('FORBIDDEN');
      const { id, done } = await openWithWords(deps, actor.userId, words);
      if (done) deps.told(done);
      return shown(actor, id, as);
    },
    readable: async (actor, id) => (await read(actor, id)) !== null,
    async ticket(actor, id) {
      const as = await read(actor, id);
      if (!as) throw new AppError('NOT_FOUND');
      return shown(actor, id, as);
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
    async myOffers(actor) {
      await mustBeOfDesk(deps, actor);
      const offers = await loadOffersOf(deps.db.pool, actor.userId);
      const tickets = await deps.present(offers.map(({ ticketId }) => ticketId));
      return offers.flatMap(({ ticketId, expiresAt }) => {
        const ticket = tickets.get(ticketId);
        return ticket ? [{ ticket, expiresAt: new Date(expiresAt).toISOString() }] : [];
      });
    },
    acceptOffer: (actor, id) => acted(actor, id, { kind: 'accept', at: now() }),
    async declineOffer(actor, { ticketId, reason }) {
      await act(actor, ticketId, { kind: 'decline', at: now(), ...(reason === null ? {} : { reason }) });
      return true;
    },
    takeTicket: (actor, id) => acted(actor, id, { kind: 'take', at: now() }),
    async transferTicket(actor, { ticketId, toAgentId, toDepartmentId, note }) {
      const as = await whoIs(deps, actor);
      const told = note === null ? {} : { note };
      const to: Deed | null =
        toAgentId !== null
          ? { kind: 'transferToAgent', at: now(), agentId: toAgentId, expiresAt: now() + DESK_LIMITS.offerMs, ...told }
          : toDepartmentId !== null
            ? { kind: 'transferToDepartment', at: now(), departmentId: toDepartmentId, visitorsOpenId: null, ...told }
            : null;
      if (!to) throw new AppError('BAD_INPUT', { field: 'toAgentId', reason: 'required' });
      const done = await act(actor, ticketId, to, as);
      const moved = done.before?.version !== done.ticket.version;
      if (note !== null && moved) await postNote(deps, { id: ticketId, byId: actor.userId, version: done.ticket.version, text: note });
      return shown(actor, ticketId, as);
    },
    async setTicketState(actor, { ticketId, state, until }) {
      const as = await whoIs(deps, actor);
      const ticket = await loadTicket(deps.db.pool, ticketId);
      if (!ticket || as.kind === 'visitor' || !mayRead(ticket, as)) throw new AppError('NOT_FOUND');
      const deeds = deedsForState(ticket, state, { at: now(), until: until === null ? null : Date.parse(until), actor: as });
      if (isRefusal(deeds)) throw toAppError(deeds);
      for (const deed of deeds) await act(actor, ticketId, deed, as);
      return shown(actor, ticketId, as);
    },
    async rate(actor, { ticketId, score, comment }) {
      const as = await read(actor, ticketId);
      if (!as) throw new AppError('NOT_FOUND');
      if (as.kind !== 'visitor') throw new AppError('FORBIDDEN');
      if (!(await writeRating(deps.db.pool, ticketId, actor.userId, score, comment)))
        throw new AppError('CONFLICT', { reason: 'not_over' });
      return true;
    },
  };
}

/** @throws FORBIDDEN to whoever is no visitor and not of the desk */
async function whoIs({ agents }: TicketDeps, { userId }: Actor): Promise<DeskActor> {
  const found = await agents.deskOf(userId);
  if (!found) throw new AppError('FORBIDDEN');
  return found;
}

async function mustBeOfDesk(deps: TicketDeps, actor: Actor): Promise<void> {
  if ((await whoIs(deps, actor)).kind === 'visitor') throw new AppError('NOT_FOUND');
}

function lookerOf(as: DeskActor): Looker {
  if (as.kind === 'visitor') return as;
  if (as.kind === 'system') throw new Error('nobody looks');
  return { kind: 'desk', id: as.id, departmentIds: isSupervisor(as) ? null : as.departmentIds };
}
