// The door of tickets: opened, what is done to them, how they look, and their talks. README.md tells the flow and the invariants.
import { AppError } from '../../../core/protocol/app-error.ts';
import type { TicketId } from '../../../core/protocol/ids.ts';
import { adoptTickets } from './adopt.ts';
import { byPeople } from './by-people.ts';
import { apartIn, createFollowUps } from './follow-ups.ts';
import { hearTalks } from './hear.ts';
import { openTicket } from './open.ts';
import { finishDrafts } from './open-ticket.ts';
import { perform, performLocked } from './perform.ts';
import { createPresenter } from './present.ts';
import { createQueues } from './queues.ts';
import { loadTicket, lockAgents, lockQueues, lockTicket } from './store.ts';

import { loadTalksDue, mayWatch } from './store-talk.ts';
import { settleTalk } from './talk.ts';
import { createQueueTurns } from './turns.ts';
import type { Adoption, Done, TicketDeps, Tickets } from './types.ts';

export { recountAlways, recountDesk, recountGone } from './store-recount.ts';
export type { Done, TicketDeps, Tickets, Wish } from './types.ts';

const TALKS_AT_ONCE = 200;

export function createTickets(given: TicketDeps): Tickets {
  const deps = { ...given, turns: createQueueTurns(given.db.deeds), apart: apartIn(given.log) };
  const { db, timeline, log } = deps;
  const listeners: ((done: readonly Done[]) => void)[] = [];
  const followUps = createFollowUps(log);
  const queues = createQueues(db.pool, deps.clock);
  const present = createPresenter(deps, queues);

  function committed(done: readonly Done[]): void {
    for (const { before, ticket } of done) {
      for (const id of new Set([before?.departmentId ?? ticket.departmentId, ticket.departmentId])) queues.changed(id);
      if (before && before.assigneeId !== ticket.assigneeId) followUps.begin('the people of a talk', settleTalk(deps, ticket.id));
    }
    for (const listener of listeners) listener(done);
  }

  async function told(doing: Promise<Done>): Promise<Done> {
    const done = await doing;
    committed([done]);
    return done;
  }

  const heard = (ids: readonly TicketId[] | null) => hearTalks(deps, ids, (done) => committed([done]));
  timeline.onTalks(({ woken }) => {
    if (woken.length > 0) followUps.begin('a word to a ticket', heard(woken));
  });

  return {
    ...byPeople({ ...deps, present, told: (done) => committed([done]) }),
    open: (ticket) => told(openTicket(deps, ticket)),
    act: (id, deed, actor) => told(perform(deps, id, deed, actor)),
    adopt: (adoption) => adopt(deps, adoption, committed),
    onCommitted: (listener) => void listeners.push(listener),
    committed,
    load: (id) => loadTicket(db.pool, id),
    forDesk: present,
    mayWatch: (userId, conversationId) => mayWatch(db.pool, userId, conversationId),
    async repair() {
      await finishDrafts(deps, (done) => committed([done]));
      for (const id of await loadTalksDue(db.pool, TALKS_AT_ONCE)) await deps.apart('the people of a talk', () => settleTalk(deps, id));
      await heard(null);
    },
    close: followUps.settled,
    inTurn: deps.turns.alone,
    within: (on) => ({
      lockQueue: async (id) => (await lockQueues(on, [id])).size === 1,
      lockQueues: async (ids) => void (await lockQueues(on, ids)),
      lockAgents: (ids) => lockAgents(on, ids),
      async act(id, deed, actor) {
        const ticket = await lockTicket(on, id);
        if (!ticket) throw new AppError('NOT_FOUND');
        return performLocked(on, deps, ticket, deed, actor);
      },
    }),
  };
}

/** Answers when the talks have their people, if that can be done now. */
async function adopt(deps: TicketDeps, adoption: Adoption, committed: Tickets['committed']): Promise<boolean> {
  const done = await adoptTickets(deps, adoption);
  if (!done) return false;
  committed(done);
  const followUps = createFollowUps(deps.log);
  for (const id of new Set(done.map(({ ticket }) => ticket.id))) followUps.begin('the people of a talk', settleTalk(deps, id));
  await followUps.settled();
  return true;
}
