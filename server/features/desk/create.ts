// What changes at the desk, from the commits of this instance and from what others tell, to whom it concerns.
import type { TicketId } from '../../../core/protocol/ids.ts';
import { type DeskNews, NO_DESK_NEWS } from '../../platform/bus/message.ts';
import { decisionsOf } from '../routing/index.ts';
import { openCatchUp } from './catch-up.ts';
import { Feed } from './feed.ts';
import { Listeners } from './listeners.ts';
import { createLook } from './look.ts';
import { changedBy, newsOf, offeredBy } from './news.ts';
import { createStreams } from './streams.ts';
import { TalkFeed } from './talks.ts';
import type { Desk, DeskDeps } from './types.ts';
import { VisitorSignals } from './visitors.ts';

export function createDesk(deps: DeskDeps): Desk {
  const { agents, bus, tickets, timeline } = deps;
  const listeners = new Listeners();
  const feed = new Feed(deps, listeners);
  const talks = new TalkFeed(deps, listeners);
  const visitors = new VisitorSignals(deps);
  const streams = createStreams(deps, listeners, feed);
  const catchUp = openCatchUp(deps, listeners, feed, streams);

  function heard(news: DeskNews, offered: readonly TicketId[] = []): void {
    feed.note(news, offered);
    talks.note(news.talks);
    for (const userId of news.people) void streams.follow(userId);
    visitors.queueMoved(new Set(news.tickets.flatMap(([, departmentIds]) => departmentIds)));
  }

  function tell(desk: DeskNews, offered: readonly TicketId[] = []): void {
    heard(desk, offered);
    bus.tell({ desk });
  }

  tickets.onCommitted((done) => {
    const changed = changedBy(done);
    if (changed.length === 0) return;
    visitors.changed(changed);
    tell(newsOf(changed), offeredBy(changed));
  });
  deps.runner.onUnanswered((ids) => tell({ ...NO_DESK_NEWS, tickets: ids.map((id) => [id, [], []]) }));
  agents.onChanged((people) => tell({ ...NO_DESK_NEWS, people }));
  timeline.onTalks(({ moved }) => {
    if (moved.length > 0) tell({ ...NO_DESK_NEWS, talks: moved.map(({ conversationId, head }) => [conversationId, head]) });
  });
  bus.listen({ heard: ({ desk }) => heard(desk), lost: catchUp.now });

  return {
    open: streams.open,
    decisions: (actor, ticketId) => decisionsOf(deps, actor, ticketId),
    look: createLook(deps),
    async close() {
      streams.close();
      await Promise.all([catchUp.close(), feed.close(), talks.close(), visitors.close()]);
    },
  };
}
