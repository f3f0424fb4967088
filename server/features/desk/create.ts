// What changes at the desk, from the commits of this instance and from what others tell, to whom it concerns.
import { AppError } from '../../../core/protocol/app-error.ts';
import type { UserId } from '../../../core/protocol/ids.ts';
import type { WireDeskFrame } from '../../../core/protocol/wire-desk.ts';
import type { Actor } from '../../platform/actor.ts';
import { type DeskNews, NO_DESK_NEWS } from '../../platform/bus/message.ts';
import { DatabaseAway } from '../../platform/db.ts';
import { decisionsOf } from '../routing/index.ts';
import type { EndSignal } from '../timeline/index.ts';
import { openCatchUp } from './catch-up.ts';
import { Feed } from './feed.ts';
import { Listener, type Scope } from './listener.ts';
import { Listeners } from './listeners.ts';
import { changedBy, newsOf } from './news.ts';
import type { Desk, DeskDeps } from './types.ts';
import { VisitorSignals } from './visitors.ts';

export function createDesk(deps: DeskDeps): Desk {
  const { agents, bus, log, runner, tickets } = deps;
  const listeners = new Listeners();
  const feed = new Feed(deps, listeners);
  const visitors = new VisitorSignals(deps);
  const catchUp = openCatchUp(deps, listeners, feed);
  /** Ends the streams that are open when the instance stops. */
  let closed = false;

  function heard(news: DeskNews): void {
    feed.note(news);
    for (const userId of news.people) void follow(userId);
    visitors.queueMoved(new Set(news.tickets.flatMap(([, departmentIds]) => departmentIds)));
  }

  /** What somebody hears of may be another. */
  async function follow(userId: UserId): Promise<void> {
    for (const listener of listeners.of(userId)) {
      try {
        const scope = await scopeOf(agents, listener.actor);
        listeners.move(listener, scope);
      } catch (error) {
        if (error instanceof AppError) listener.end();
        else if (!(error instanceof DatabaseAway)) log.warn({ error, userId }, 'what an open desk hears of was not read');
      }
    }
  }

  tickets.onCommitted((done) => {
    const changed = changedBy(done);
    if (changed.length === 0) return;
    const desk = newsOf(changed);
    visitors.changed(changed);
    heard(desk);
    bus.tell({ desk });
  });
  agents.onChanged((ids) => {
    const desk = { ...NO_DESK_NEWS, people: ids };
    heard(desk);
    bus.tell({ desk });
  });
  bus.listen({ heard: ({ desk }) => heard(desk), lost: catchUp.now });

  return {
    async open(actor, signal) {
      const listener = new Listener(actor, await scopeOf(agents, actor));
      return frames(listener, signal);
    },
    decisions: (actor, ticketId) => decisionsOf(deps, actor, ticketId),
    async close() {
      closed = true;
      for (const listener of listeners.all()) listener.end();
      await Promise.all([catchUp.close(), feed.close(), visitors.close()]);
    },
  };

  /** It hears before it reads its offers, so that nothing falls between. */
  async function* frames(listener: Listener, signal: EndSignal): AsyncGenerator<WireDeskFrame, void, undefined> {
    if (closed || signal.aborted) return;
    signal.onabort = () => listener.wake();
    listeners.add(listener);
    const release = runner.hold(listener.userId);
    try {
      await feed.compareOffers([listener]);
      while (!signal.aborted && !listener.isOver) {
        const frame = listener.take();
        if (frame) yield frame;
        else await listener.wait();
      }
    } finally {
      signal.onabort = null;
      release();
      listeners.remove(listener);
    }
  }
}

/** @throws NOT_FOUND to a visitor, FORBIDDEN to whoever is not of the desk */
async function scopeOf(agents: DeskDeps['agents'], actor: Actor): Promise<Scope> {
  const { isVisitor, role, departmentIds } = await agents.actorOf(actor);
  if (isVisitor) throw new AppError('NOT_FOUND');
  if (role === null) throw new AppError('FORBIDDEN');
  return { departmentIds: new Set(departmentIds), all: role !== 'agent' };
}
