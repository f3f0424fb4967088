// A stop that nobody notices: the instance leaves the list of those where clients are sent, goes on for a moment (a proxy asks
// /readyz each few seconds), then tells its sockets to go, a few at a time. Only where another instance is there to take them:
// alone there is nothing to wait for.
import type { Clock } from '../platform/clock.ts';
import type { Instances } from '../platform/instances/instances.ts';
import type { Log } from '../platform/log.ts';
import type { Edge } from './edge.ts';

const NOTICE_MS = 5_000;
const TICK_MS = 100;
const LOOK_MS = 1_000;

export interface DrainDeps {
  readonly instances: Pick<Instances, 'drain' | 'hasRefuge'>;
  readonly edge: Pick<Edge, 'connections' | 'announceStop' | 'sendOff'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Within `ms`, or at once when `hurry` is aborted or the last of the others goes as well. Never rejects. */
export async function drain({ instances, edge, clock, log }: DrainDeps, ms: number, hurry: AbortSignal): Promise<void> {
  const start = clock.elapsed();
  const pause = (forMs: number) => new Promise<void>((resolve) => void clock.after(forMs, resolve));
  const hurried = () => hurry.aborted || !instances.hasRefuge();
  edge.announceStop();
  // With it comes who is there now. A database that does not answer is not waited for.
  await Promise.race([instances.drain(), pause(LOOK_MS)]);
  if (hurried() || ms === 0) return;
  log.info({ sockets: edge.connections(), ms }, 'this instance stops: its clients are sent to the others');
  const until = start + Math.min(NOTICE_MS, ms / 4);
  while (clock.elapsed() < until && !hurried()) await pause(TICK_MS);
  await edge.sendOff(Math.max(0, start + ms - clock.elapsed()), hurried);
}
