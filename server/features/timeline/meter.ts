// What operators see of the write path and of the push. The parts call it at a few places; what is told once a frame or more
// often is a plain number, read when the metrics are asked for.
import type { ResetReason, WireReset } from '../../../core/protocol/wire.ts';
import type { Command } from '../../../core/timeline/command.ts';
import { DatabaseAway, sqlState } from '../../platform/db.ts';
import type { Metrics } from '../../platform/metrics.ts';
import { type Running, runningCommand } from '../../platform/observe/running.ts';
import type { Span, Tracing } from '../../platform/observe/tracing.ts';
import type { Committed } from './append.ts';

/** Why a stream read from the database: an entry did not come, it is not near the head, or what was pushed must be read. */
export type ReadWhy = 'hole' | 'behind' | 'unshown';

export interface TimelineMeter {
  /** From now on it waits for its writer. */
  submitted(command: Command): Command;
  /** One transaction of a batch. */
  commit(commands: readonly Command[], transact: () => Promise<Committed>): Promise<Committed>;
  /** Tells a committed batch to all who are concerned. */
  publish(batch: object, tell: () => void): void;
  /** Entries left in one frame. */
  delivered(entries: number): void;
  /** The last of whom a batch was told has it; when that was committed, by `performance.now()`. */
  told(committedAt: number): void;
  read(why: ReadWhy): void;
  reset(reason: ResetReason): void;
  /** A pull was answered. */
  paged<T extends object>(page: T | WireReset): T | WireReset;
  /** Asked each time the metrics are. */
  watch(queued: () => number): void;
}

/** Nobody looks. */
export const noMeter: TimelineMeter = {
  submitted: (command) => command,
  commit: (_commands, transact) => transact(),
  publish: (_batch, tell) => tell(),
  delivered: () => undefined,
  told: () => undefined,
  read: () => undefined,
  reset: () => undefined,
  paged: (page) => page,
  watch: () => undefined,
};

const SECONDS = [0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const COMMANDS = [1, 2, 5, 10, 20, 50, 100, 200];
const RECIPIENTS = [1, 2, 5, 10, 50, 100, 500, 1_000, 2_000, 5_000];
const FAILURES = { away: 0, conflict: 0, locked: 0, other: 0 };
const CONFLICTS = new Set(['40P01', '40001', '23505']);

type Failure = keyof typeof FAILURES;

function failureOf(error: unknown): Failure {
  if (error instanceof DatabaseAway) return 'away';
  const state = sqlState(error) ?? '';
  if (state === '55P03') return 'locked';
  return CONFLICTS.has(state) ? 'conflict' : 'other';
}

/** On the command itself: a WeakMap would cost 0.9 µs a message. */
const WAITING = Symbol('waiting');

interface Watched extends Command {
  [WAITING]?: Waiting;
}

interface Waiting {
  readonly running: Running;
  readonly since: number;
  readonly span: Span | null;
}

function batchHistograms(metrics: Metrics) {
  return {
    commit: metrics.histogram({ name: 'parley_commit_seconds', help: 'A transaction of a batch, from its begin to its commit.' }, SECONDS),
    commands: metrics.histogram({ name: 'parley_batch_commands', help: 'Commands that were committed together.' }, COMMANDS),
    recipients: metrics.histogram({ name: 'parley_batch_recipients', help: 'Entries of timelines that a batch wrote.' }, RECIPIENTS),
  };
}

/** Plain numbers, by name and label. */
function tallies(metrics: Metrics) {
  const delivered = { frames: 0, entries: 0 };
  const reads: Record<ReadWhy, number> = { hole: 0, behind: 0, unshown: 0 };
  const resets: Record<ResetReason, number> = { epoch: 0, ahead: 0, old: 0, lag: 0 };
  const failures = { ...FAILURES };
  const by = <L extends string>(plan: { name: string; help: string; labels: readonly [L] }, counts: Readonly<Record<string, number>>) =>
    metrics.tally<L>(plan, (put) => {
      const [label] = plan.labels;
      for (const [value, count] of Object.entries(counts)) put(count, { [label]: value } as Record<L, string>);
    });
  metrics.tally({ name: 'parley_delivered_entries_total', help: 'Entries of timelines that were handed to streams.' }, (put) =>
    put(delivered.entries),
  );
  metrics.tally({ name: 'parley_delivered_frames_total', help: 'Frames that carried entries of timelines.' }, (put) =>
    put(delivered.frames),
  );
  by(
    {
      name: 'parley_stream_reads_total',
      help: 'Readings of a stream from the database, by why: `hole` is a gap repaired.',
      labels: ['why'],
    },
    reads,
  );
  by(
    {
      name: 'parley_resets_total',
      help: 'Cursors that could not be continued, by why: `epoch`, `ahead`, `old`, `lag`.',
      labels: ['reason'],
    },
    resets,
  );
  by(
    {
      name: 'parley_batch_failures_total',
      help: 'Transactions of batches that failed, by why: `away`, `conflict`, `locked` come again by themselves.',
      labels: ['why'],
    },
    failures,
  );
  return { delivered, reads, resets, failures };
}

/** From the moment that a command is given to its writer until all of its batch are told; a span each where traces are on. */
function meterBatches(metrics: Metrics, tracing: Tracing | null, failures: Record<Failure, number>) {
  const { commit, commands: size, recipients } = batchHistograms(metrics);
  const batches = new WeakMap<object, { readonly running: readonly Running[]; readonly span: Span | null }>();
  let numbers = 0;

  function begin(commands: readonly Watched[], now: number): { running: Running[]; span: Span | null; number: number } {
    numbers += 1;
    const taken = commands.flatMap((command) => command[WAITING] ?? []);
    for (const one of taken) {
      one.running.queueMs ??= now - one.since;
      one.running.batch = numbers;
      one.span?.end();
    }
    const links = taken.flatMap(({ running }) => running.span ?? []);
    const span = tracing?.begin('commit', { links }) ?? null;
    if (span) for (const link of links) link.link(span);
    return { running: taken.map(({ running }) => running), span, number: numbers };
  }

  return {
    submitted(command: Watched): Command {
      const running = runningCommand();
      if (!running) return command;
      running.conversationId = command.conversationId;
      command[WAITING] = { running, since: performance.now(), span: running.span?.child('queue') ?? null };
      return command;
    },
    async commit(commands: readonly Command[], transact: () => Promise<Committed>): Promise<Committed> {
      const began = performance.now();
      const { running, span, number } = begin(commands, began);
      try {
        const committed = await transact();
        const ms = performance.now() - began;
        commit.observe(ms / 1_000);
        size.observe(commands.length);
        recipients.observe(committed.entries.length);
        for (const one of running) one.commitMs = (one.commitMs ?? 0) + ms;
        span?.set({ 'parley.batch': number, 'parley.commands': commands.length, 'parley.entries': committed.entries.length });
        span?.end();
        batches.set(committed, { running, span });
        return committed;
      } catch (error) {
        const why = failureOf(error);
        failures[why] += 1;
        span?.end(why);
        throw error;
      }
    },
    publish(batch: object, tell: () => void): void {
      const began = performance.now();
      const of = batches.get(batch);
      const span = of?.span?.child('publish');
      tell();
      span?.end();
      for (const one of of?.running ?? []) one.publishMs = performance.now() - began;
    },
  };
}

export function meterTimeline({ metrics, tracing }: { readonly metrics: Metrics; readonly tracing: Tracing | null }): TimelineMeter {
  const { delivered, reads, resets, failures } = tallies(metrics);
  const lag = metrics.histogram({ name: 'parley_push_lag_seconds', help: 'From a commit to the last of its recipients here.' }, SECONDS);
  return {
    ...meterBatches(metrics, tracing, failures),
    delivered(entries) {
      delivered.entries += entries;
      delivered.frames += 1;
    },
    told: (committedAt) => lag.observe((performance.now() - committedAt) / 1_000),
    read(why) {
      reads[why] += 1;
    },
    reset(reason) {
      resets[reason] += 1;
    },
    paged(page) {
      if ('reason' in page) resets[page.reason] += 1;
      return page;
    },
    watch(queued) {
      const plan = { name: 'parley_writer_queue', help: 'Commands that are not answered yet: they wait for a writer, or are in it.' };
      metrics.gauge(plan, (gauge) => gauge.set(queued()));
    },
  };
}
