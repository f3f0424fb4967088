// What operators see of the desk: how much waits and since when, what became of offers, how long routing takes.
import { DatabaseAway, type Pool } from '../../platform/db.ts';
import type { Metrics } from '../../platform/metrics.ts';
import type { Done } from '../ticket/index.ts';
import type { Routed } from './route-queue.ts';
import { loadStanding, type Standing } from './store-decisions.ts';

export interface RoutingMeter {
  /** One routing of a queue, at `now`. */
  routed(now: number, work: () => Promise<Routed>): Promise<Routed>;
  /** What was routed at `now` behind the work of others. */
  offered(now: number, done: readonly Done[]): void;
  /** Agents whose lease and grace have run out. */
  gone(count: number): void;
  /** After each commit of this process. */
  committed(done: readonly Done[]): void;
}

/** Nobody looks. */
export const noRoutingMeter: RoutingMeter = {
  routed: (_now, work) => work(),
  offered: () => undefined,
  gone: () => undefined,
  committed: () => undefined,
};

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1_800];

/** Null where the database is away. */
async function standingOf(pool: Pool): Promise<Standing | null> {
  try {
    return await loadStanding(pool);
  } catch (error) {
    if (error instanceof DatabaseAway) return null;
    throw error;
  }
}

function meterStanding(metrics: Metrics, pool: Pool): void {
  metrics.gauge(
    { name: 'parley_desk_tickets', help: 'Tickets of all queues that wait or are offered, by state.', labels: ['state'] },
    async (gauge) => {
      const now = await standingOf(pool);
      if (!now) return;
      gauge.set({ state: 'waiting' }, now.waiting);
      gauge.set({ state: 'offered' }, now.offered);
    },
  );
  metrics.gauge({ name: 'parley_desk_oldest_wait_seconds', help: 'How long the ticket waits that waits longest.' }, async (gauge) => {
    const now = await standingOf(pool);
    if (now) gauge.set(now.oldestSeconds);
  });
}

export function meterRouting(metrics: Metrics, pool: Pool): RoutingMeter {
  meterStanding(metrics, pool);
  const offers = metrics.counter({ name: 'parley_desk_offers_total', help: 'Offers to agents, by how they ended.', labels: ['outcome'] });
  for (const outcome of ['accepted', 'declined', 'timedOut', 'withdrawn']) offers.inc({ outcome }, 0);
  const gone = metrics.counter({ name: 'parley_desk_agents_gone_total', help: 'Agents whose lease and grace have run out.' });
  const waits = metrics.histogram(
    { name: 'parley_desk_wait_seconds', help: 'From the place in the queue to the first offer of a ticket.' },
    SECONDS,
  );
  const routing = metrics.histogram({ name: 'parley_desk_routing_seconds', help: 'One routing of a queue.' }, SECONDS);
  function offered(now: number, done: readonly Done[]): void {
    for (const { before, ticket } of done) {
      if (ticket.offer && !before?.lastOffer && ticket.place !== null) waits.observe(Math.max(0, now - ticket.place) / 1_000);
    }
  }
  return {
    async routed(now, work) {
      const end = routing.startTimer();
      const routed = await work();
      end();
      offered(now, routed.done);
      return routed;
    },
    offered,
    gone: (count) => gone.inc(count),
    committed(done) {
      for (const { before, ticket } of done) {
        const end = before?.offer && ticket.offer?.agentId !== before.offer.agentId ? ticket.lastOffer?.end : null;
        if (end) offers.inc({ outcome: end });
      }
    },
  };
}
