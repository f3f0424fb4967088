// The door of tickets: opened, what is done to them, how they look, and their talks. README.md tells the flow and the invariants.
import { AppError } from '../../../core/protocol/app-error.ts';
import type { TicketId } from '../../../core/protocol/ids.ts';
import { DatabaseAway } from '../../platform/db.ts';
import { adoptTickets } from './adopt.ts';
import { byPeople } from './by-people.ts';
import { hearTalks } from './hear.ts';
import { openTicket } from './open.ts';
import { finishDrafts } from './open-ticket.ts';
import { perform, performLocked } from './perform.ts';
import { createPresenter } from './present.ts';
import { createQueues } from './queues.ts';
import { loadTicket, lockAgents, lockQueues, lockTicket } from './store.ts';
import { loadTalksDue, mayWatch } from './store-talk.ts';
import { settleTalk } from './talk.ts';
import type { Done, TicketDeps, Tickets } from './types.ts';

export type { Done, TicketDeps, Tickets, Wish } from './types.ts';

const TALKS_AT_ONCE = 200;

export function createTickets(deps: TicketDeps): Tickets {
  const { db, timeline, log } = deps;
  const listeners: ((done: readonly Done[]) => void)[] = [];
  const under = new Set<Promise<unknown>>();
  const queues = createQueues(db.pool, deps.clock);
  const present = createPresenter(deps, queues);

  /** What follows a commit: whatever fails of it is owed by a row, and `repair` comes back to it. */
  function follow(work: Promise<unknown>, what: string): Promise<unknown> {
    const done = work
      .catch((error: unknown) => {
        if (error instanceof DatabaseAway) log.warn({ error }, `${what} waits for the database`);
        else log.error({ error }, `${what} failed`);
      })
      .finally(() => under.delete(done));
    under.add(done);
    return done;
  }

  /** Resolves when the talks have their people. */
  function committed(done: readonly Done[]): Promise<unknown> {
    const changed = new Set<TicketId>();
    for (const { before, ticket } of done) {
      for (const id of new Set([before?.departmentId ?? ticket.departmentId, ticket.departmentId])) queues.changed(id);
      if (before && (before.assigneeId !== ticket.assigneeId || before.visitorId !== ticket.visitorId)) changed.add(ticket.id);
    }
    const settled = [...changed].map((id) => follow(settleTalk(deps, id), 'the people of a talk'));
    for (const listener of listeners) listener(done);
    return Promise.all(settled);
  }

  async function told(doing: Promise<Done>): Promise<Done> {
    const done = await doing;
    committed([done]);
    return done;
  }

  const heard = (ids: readonly TicketId[] | null) => hearTalks(deps, ids, (done) => committed([done]));
  timeline.onTalks(({ woken }) => {
    if (woken.length > 0) follow(heard(woken), 'a word to a ticket');
  });

  return {
    ...byPeople({ ...deps, present, told: (done) => committed([done]) }),
    open: (ticket) => told(openTicket(deps, ticket)),
    act: (id, deed, actor) => told(perform(deps, id, deed, actor)),
    async adopt(adoption) {
      const done = await adoptTickets(deps, adoption);
      if (done) await committed(done);
      return done !== null;
    },
    onCommitted: (listener) => void listeners.push(listener),
    committed,
    load: (id) => loadTicket(db.pool, id),
    forDesk: present,
    mayWatch: (userId, conversationId) => mayWatch(db.pool, userId, conversationId),
    async repair() {
      committed(await finishDrafts(deps));
      for (const id of await loadTalksDue(db.pool, TALKS_AT_ONCE)) await settleTalk(deps, id);
      await heard(null);
    },
    async close() {
      while (under.size > 0) await Promise.all(under);
    },
    within: (on) => ({
      lockQueue: async (id) => (await lockQueues(on, [id])) === 1,
      lockAgents: (ids) => lockAgents(on, ids),
      async act(id, deed, actor) {
        const ticket = await lockTicket(on, id);
        if (!ticket) throw new AppError('NOT_FOUND');
        return performLocked(on, deps, ticket, deed, actor);
      },
    }),
  };
}
