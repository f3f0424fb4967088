// All that watches one process, opened together: metrics, the lines of commands, traces, and what the operator's page shows.
import type { Bus } from '../bus/bus.ts';
import { systemClock } from '../clock.ts';
import type { Config } from '../config.ts';
import { meterJobs } from '../job.ts';
import type { Log } from '../log.ts';
import { openMetrics } from '../metrics.ts';
import { createCommands } from './commands.ts';
import { openLive } from './live.ts';
import { openTracing } from './open-tracing.ts';
import { meterParts, type Parts } from './parts.ts';
import { createRecent } from './recent.ts';

const clock = systemClock;

export async function openObserver({ logLevel, slowMs, traces }: Pick<Config, 'logLevel' | 'slowMs' | 'traces'>, log: Log) {
  const metrics = openMetrics(true);
  const recent = createRecent();
  const tracing = await openTracing(traces, log);
  const verbose = logLevel === 'debug' || logLevel === 'trace';
  const live = openLive({ metrics, clock, log });
  return {
    metrics,
    tracing,
    jobs: meterJobs(metrics),
    commands: createCommands({ metrics, recent, tracing, log, clock, slowMs, verbose }),
    /** The parts stand: they are watched from now on. Answers what the operator's page shows. */
    watch<T>(parts: Parts & { readonly bus: Pick<Bus, 'self'> }, connected: () => readonly T[]) {
      meterParts(metrics, parts);
      const { bus, ready } = parts;
      metrics.gauge({ name: 'parley_streams', help: 'Open streams of timelines.' }, (gauge) => gauge.set(connected().length));
      return {
        instance: bus.self,
        startedAt: new Date(clock.now()),
        slowMs,
        samples: live.samples,
        slowCommands: recent.slowCommands,
        errors: recent.errors,
        instances: () => [{ id: bus.self, self: true }, ...bus.peers().map((id) => ({ id, self: false }))],
        connected,
        parts: async () => (await ready()).parts,
      };
    },
    async close(): Promise<void> {
      live.close();
      await tracing?.close();
    },
  };
}

export type Observer = Awaited<ReturnType<typeof openObserver>>;
