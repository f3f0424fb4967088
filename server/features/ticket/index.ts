// The door of tickets: opened, what is done to them, how they look, and their talks. README.md tells the flow and the invariants.
import type { TicketId } from '../../../core/protocol/ids.ts';
import { batched } from '../../platform/batched.ts';
import { adoptTickets } from './adopt.ts';
import { byPeople } from './by-people.ts';
import { apartIn, createFollowUps } from './follow-ups.ts';
import { hearTalks } from './hear.ts';
import { Lately } from './lately.ts';
import { openTicket } from './open.ts';
import { finishDrafts } from './open-ticket.ts';
import { perform } from './perform.ts';
import { createPresenter, type Presenter } from './present.ts';
import { createQueues } from './queues.ts';
import { loadTicket } from './store.ts';
import { loadTalksDue, mayWatch } from './store-talk.ts';
import { createSettling, settleTalk } from './talk.ts';
import { createQueueTurns } from './turns.ts';
import type { Adoption, Done, TicketDeps, Tickets } from './types.ts';
import { partsWithin } from './within.ts';

export { recountAlways, recountDesk } from './store-recount.ts';
export type { Done, ForOffers, RoutedBehind, TicketDeps, Tickets, Wish } from './types.ts';

const TALKS_AT_ONCE = 200;

export function createTickets(given: TicketDeps): Tickets {
  const deps = { ...given, turns: createQueueTurns(given.db.deeds), apart: apartIn(given.log), lately: new Lately() };
  const { db, timeline, log } = deps;
  const listeners: ((done: readonly Done[]) => void)[] = [];
  const followUps = createFollowUps(log);
  const settle = createSettling(deps);
  const queues = createQueues(db.pool, deps.clock);
  const presented = batched(createPresenter(deps, queues), { max: 200, atOnce: 2 });
  const present: Presenter = async (ids) => {
    const wires = await Promise.all(ids.map(presented));
    return new Map(wires.flatMap((wire) => (wire ? [[wire.id, wire] as const] : [])));
  };

  function committed(done: readonly Done[]): void {
    for (const { before, ticket } of done) {
      deps.lately.keep(ticket);
      for (const id of new Set([before?.departmentId ?? ticket.departmentId, ticket.departmentId])) queues.changed(id);
      if (before && before.assigneeId !== ticket.assigneeId) followUps.begin('the people of a talk', settle(ticket.id));
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
    routedBy: deps.turns.routedBy,
    within: (on) => partsWithin(on, deps),
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
