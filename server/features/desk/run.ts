// The desk of one instance, put together: it runs by itself, and its people see it.
import type { IdSource } from '../../platform/ids.ts';
import type { Metrics } from '../../platform/metrics.ts';
import type { Agents } from '../agent/index.ts';
import { createRouting, meterRouting, type Runner, startRunner } from '../routing/index.ts';
import type { Tickets } from '../ticket/index.ts';
import { createDesk } from './create.ts';
import type { Desk, DeskDeps } from './types.ts';

interface RunDeps extends Omit<DeskDeps, 'runner'> {
  readonly ids: IdSource;
  readonly metrics: Metrics;
  readonly agents: Agents;
  readonly tickets: Tickets;
}

/** To be closed in this order, the runner after those who call it. */
export function runDesk(deps: RunDeps): { readonly desk: Desk; readonly runner: Runner } {
  const meter = meterRouting(deps.metrics, deps.db.pool);
  const runner = startRunner({ ...deps, routing: createRouting(deps), meter });
  return { runner, desk: createDesk({ ...deps, runner }) };
}
