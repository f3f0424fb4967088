// Around every call. Where the server's history was lost (a backup put back), answers that were on their way tell of what is not
// any more: they count as none, and whoever asked asks again. Pulls and snapshots carry their epoch themselves. What is only
// read, and a limit refuses, waits as long as it is told and goes on by itself.
import { CallError } from './account.ts';
import { backoffMs } from './backoff.ts';
import type { Clock } from './device.ts';
import { asCallError } from './failure.ts';
import type { ChatPort } from './ports.ts';

const OWN_EPOCH: ReadonlySet<string> = new Set<keyof ChatPort>(['pull', 'snapshot']);
const READS: ReadonlySet<string> = new Set<keyof ChatPort>([
  'events',
  'conversation',
  'members',
  'users',
  'findUsers',
  'presence',
  'reactors',
]);

export interface Fence {
  readonly port: ChatPort;
  /** Another history begins, or none at all. */
  raise(): void;
}

export function createFence(port: ChatPort, clock: Clock): Fence {
  let history = 0;
  const around = (call: (...args: unknown[]) => Promise<unknown>, waits: boolean) => {
    return async (...args: unknown[]): Promise<unknown> => {
      const asked = history;
      const ask = async (tries: number): Promise<unknown> => {
        try {
          return await call(...args);
        } catch (error) {
          const { code, details } = asCallError(error);
          if (!waits || code !== 'RATE_LIMITED') throw error;
          await new Promise<void>((resolve) => void clock.after(backoffMs(tries, clock.random(), details.retryAfterMs), resolve));
          return asked === history ? ask(tries + 1) : null;
        }
      };
      const answer = await ask(1);
      if (asked !== history) throw new CallError('OFFLINE');
      return answer;
    };
  };
  const calls = Object.entries(port).map(([name, call]) => [name, OWN_EPOCH.has(name) ? call : around(call, READS.has(name))]);
  const raise = () => {
    history += 1;
  };
  return { port: Object.fromEntries(calls), raise };
}
