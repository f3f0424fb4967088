// The desk's commands. All of them may be given twice; what the server answers is shown, nothing before.
import type { WireTicket } from '../../../core/protocol/wire-desk.ts';
import { asCallError } from '../failure.ts';
import type { Feed } from './feed.ts';
import type { DeskParts } from './parts.ts';
import type { Reader } from './reader.ts';
import type { Saved } from './saved.ts';
import type { DeskActions } from './view.ts';
import type { Words } from './words.ts';

function offerActions(desk: DeskParts) {
  const { offers } = desk;
  const { port } = desk.deps;
  return {
    async accept(id) {
      offers.answering(id, 'accepting');
      try {
        const ticket = await port.accept(id);
        offers.end(id);
        desk.put(ticket);
        return ticket;
      } catch (error) {
        const failure = asCallError(error);
        if (failure.code !== 'CONFLICT') {
          offers.failed(id, failure);
          throw failure;
        }
        offers.end(id);
        return null;
      }
    },
    async decline(id, reason) {
      offers.answering(id, 'declining');
      try {
        await port.decline(id, reason);
        offers.end(id);
      } catch (error) {
        const failure = asCallError(error);
        if (failure.code === 'CONFLICT') offers.end(id);
        else {
          offers.failed(id, failure);
          throw failure;
        }
      }
    },
  } satisfies Pick<DeskActions, 'accept' | 'decline'>;
}

/** What is said of a ticket goes out in its order: each says all tags, all skills, so the last one counts. */
function describing(desk: DeskParts) {
  const { port } = desk.deps;
  let last: Promise<unknown> = Promise.resolve();
  return {
    describe(id, change) {
      const done = last.then(async () => desk.put(await port.describe(id, change)));
      last = done.catch(() => undefined);
      return done;
    },
    merge: async (id, into) => desk.put(await port.merge(id, into)),
    async setVip(visitorId, vip) {
      await port.setVip(visitorId, vip);
      for (const ticket of desk.tickets.values()) if (ticket.visitor.id === visitorId) desk.put({ ...ticket, vip });
    },
  } satisfies Pick<DeskActions, 'describe' | 'merge' | 'setVip'>;
}

export function createDeskActions(
  desk: DeskParts & { readonly reader: Reader; readonly feed: Feed; readonly words: Words; readonly saved: Saved },
): DeskActions {
  const { reader, feed, words, saved } = desk;
  const { port } = desk.deps;
  const put = (ticket: WireTicket) => desk.put(ticket);
  return {
    show: (key) => reader.show(key),
    more: (key) => reader.more(key),
    open: (id) => reader.open(id),
    followWords: (ids) => words.follow(ids),
    findByNotes: (ids) => reader.findByNotes(ids),
    refresh() {
      feed.wake();
      reader.readAll();
    },
    ...offerActions(desk),
    setState: async (state, reason) => desk.putAgent(await port.setState(state, reason)),
    take: async (id) => put(await port.take(id)),
    transfer: async (id, to, note) => put(await port.transfer(id, to, note)),
    ...describing(desk),
    setTicketState: async (id, state, until) =>
      put(await port.setTicketState(id, state, until === undefined ? null : new Date(until).toISOString())),
    decisions: (id) => port.decisions(id),
    history: (id, ask) => port.history(id, ask),
    saveView: (id, draft) => saved.save(id, draft),
    removeView: (id) => saved.remove(id),
    look: (id) => port.look(id),
    visitor: (id) => port.visitor(id),
    skills: () => port.skills(),
    cannedReplies: (departmentId) => port.cannedReplies(departmentId),
  };
}
