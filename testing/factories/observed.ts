// What watches the edge, for tests that do not look at it: everything is counted, and nobody reads it.
import type { Operations } from '../../server/features/admin/index.ts';
import { systemClock } from '../../server/platform/clock.ts';
import type { Log } from '../../server/platform/log.ts';
import { type Metrics, openMetrics } from '../../server/platform/metrics.ts';
import { type CommandsDeps, createCommands } from '../../server/platform/observe/commands.ts';
import { createRecent } from '../../server/platform/observe/recent.ts';

const quiet: Log = { debug() {}, info() {}, warn() {}, error() {} };

/** The parts of an edge; `more` where a test does look. */
export function observed(more: Partial<CommandsDeps> = {}) {
  const metrics: Metrics = more.metrics ?? openMetrics(false);
  const deps = { recent: createRecent(), tracing: null, log: quiet, clock: systemClock, slowMs: 60_000, verbose: false, ...more, metrics };
  return { metrics, commands: createCommands(deps), tracing: deps.tracing, metricsToken: null };
}

/** What a call of tRPC knows besides its caller. */
export function asked() {
  return { commands: observed().commands, requestId: 'request', span: null };
}

/** Of an instance that has just begun, with nobody connected. */
export const noOperations: Operations = {
  instance: 'one',
  startedAt: new Date(Date.UTC(2026, 0, 1)),
  slowMs: 500,
  samples: () => [],
  slowCommands: () => [],
  errors: () => [],
  instances: () => [],
  connected: () => [],
  parts: async () => ({ database: true }),
};
