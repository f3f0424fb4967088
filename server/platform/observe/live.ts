// The figures of the operator's page: what the metrics stand at, each two seconds, of the last two minutes. From the metrics, so
// that the page and Prometheus never say different things.
import { performance } from 'node:perf_hooks';
import { type LiveSample, SAMPLE_MS } from '../../../core/protocol/operations.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Metrics, Sample } from '../metrics.ts';
import { quantile } from './quantile.ts';

const KEPT = 60;

export interface Live {
  /** Oldest first. */
  samples(): readonly LiveSample[];
  close(): void;
}

interface Standing {
  readonly at: number;
  readonly sends: number;
  readonly deliveries: number;
  readonly commits: readonly Sample[];
  readonly lags: readonly Sample[];
  readonly loop: ReturnType<typeof performance.eventLoopUtilization>;
}

const sum = (samples: readonly Sample[]) => samples.reduce((total, { value }) => total + value, 0);

async function read(metrics: Metrics, clock: Clock): Promise<Standing> {
  const [commands, delivered, commits, lags] = await Promise.all(
    ['parley_commands_total', 'parley_delivered_entries_total', 'parley_commit_seconds', 'parley_push_lag_seconds'].map(metrics.samples),
  );
  const sent = (commands ?? []).filter(({ labels }) => labels.command === 'send' && labels.outcome === 'ok');
  return {
    at: clock.elapsed(),
    sends: sum(sent),
    deliveries: sum(delivered ?? []),
    commits: commits ?? [],
    lags: lags ?? [],
    loop: performance.eventLoopUtilization(),
  };
}

const inMs = (seconds: number | null) => (seconds === null ? null : Math.round(seconds * 10_000) / 10);

export function openLive({ metrics, clock, log }: { readonly metrics: Metrics; readonly clock: Clock; readonly log: Log }): Live {
  const kept: LiveSample[] = [];
  let last: Standing | null = null;
  let callOff = () => {};
  let closed = false;

  async function take(): Promise<void> {
    const now = await read(metrics, clock);
    const [sockets, streams, queue] = await Promise.all(
      ['parley_connections', 'parley_http_streams', 'parley_writer_queue'].map(metrics.samples),
    );
    const before = last;
    last = now;
    if (!before) return;
    const seconds = (now.at - before.at) / 1_000;
    const rate = (of: 'sends' | 'deliveries') => Math.round(((now[of] - before[of]) / seconds) * 10) / 10;
    kept.push({
      at: clock.now(),
      connections: sum(sockets ?? []) + sum(streams ?? []),
      sends: rate('sends'),
      deliveries: rate('deliveries'),
      commitP50Ms: inMs(quantile(0.5, before.commits, now.commits)),
      commitP99Ms: inMs(quantile(0.99, before.commits, now.commits)),
      lagP99Ms: inMs(quantile(0.99, before.lags, now.lags)),
      queue: sum(queue ?? []),
      busy: Math.round(performance.eventLoopUtilization(now.loop, before.loop).utilization * 1_000) / 1_000,
      memoryBytes: process.memoryUsage.rss(),
    });
    if (kept.length > KEPT) kept.shift();
  }

  async function again(): Promise<void> {
    try {
      await take();
    } catch (error) {
      log.warn({ error }, 'the figures of the operators were not read');
    }
    if (!closed) callOff = clock.after(SAMPLE_MS, again);
  }

  callOff = clock.after(0, again);
  return {
    samples: () => kept,
    close() {
      closed = true;
      callOff();
    },
  };
}
