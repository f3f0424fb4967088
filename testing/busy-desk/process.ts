// A process of the product, as far as the desk goes, with connections of its own. It may stop at any moment, also right after a
// commit, before anything that follows it; then another one stands in its place.
import { createAgents } from '../../server/features/agent/index.ts';
import { createHistory } from '../../server/features/history/index.ts';
import { createMessages, type Messages } from '../../server/features/message/index.ts';
import { createRouting, noRoutingMeter, startRunner } from '../../server/features/routing/index.ts';
import { createTickets } from '../../server/features/ticket/index.ts';
import { createTimeline } from '../../server/features/timeline/index.ts';
import { openSegment, raiseSegment } from '../../server/platform/segments.ts';
import type { DeskInstance, deskWorld } from '../factories/desk-world.ts';
import { mortalDb } from '../factories/mortal-db.ts';

const CONNECTIONS = 8;

export interface DeskProcess extends DeskInstance {
  readonly messages: Messages;
  /** All that it has begun is done. */
  settled(): Promise<void>;
  /** As if it was killed. */
  stop(): void;
  close(): Promise<void>;
}

type World = Pick<Awaited<ReturnType<typeof deskWorld>>, 'url' | 'ids' | 'accounts' | 'clock' | 'log'>;

/** `committed`: told after each commit of a deed, before anything that follows it is done. */
export function startProcess({ url, ids, accounts, clock, log }: World, committed: () => void): DeskProcess {
  const { db, stop } = mortalDb(url, CONNECTIONS);
  const timeline = createTimeline({ db, ids, log });
  const agents = createAgents({ db, ids, accounts, now: clock.now });
  const numbers = openSegment(raiseSegment(db.pool, 'ticket'));
  const tickets = createTickets({ db, ids, numbers, log, clock, timeline, accounts, agents });
  tickets.onCommitted(committed);
  const routing = createRouting({ db, ids, tickets });
  const runner = startRunner({ db, ids, tickets, routing, agents, clock, now: clock.now, log, meter: noRoutingMeter });
  const messages = createMessages({ timeline, history: createHistory(db, null, tickets.mayWatch) });
  const settled = async () => {
    await runner.settled();
    await tickets.close();
  };
  return {
    tickets,
    agents,
    routing,
    runner,
    messages,
    settled,
    stop,
    async close() {
      await runner.close();
      await settled();
      await timeline.close();
      await db.close();
    },
  };
}
