// Where the server's history was lost (a backup put back), answers that were on their way tell of what is not any more: they
// count as none, and whoever asked asks again. Pulls and snapshots carry their epoch themselves.
import { CallError } from './account.ts';
import type { ChatPort } from './ports.ts';

const OWN_EPOCH: ReadonlySet<string> = new Set<keyof ChatPort>(['pull', 'snapshot']);

export interface Fence {
  readonly port: ChatPort;
  /** Another history begins. */
  raise(): void;
}

export function createFence(port: ChatPort): Fence {
  let history = 0;
  const around = (call: (...args: unknown[]) => Promise<unknown>) => {
    return async (...args: unknown[]): Promise<unknown> => {
      const asked = history;
      const answer = await call(...args);
      if (asked !== history) throw new CallError('OFFLINE');
      return answer;
    };
  };
  const calls = Object.entries(port).map(([name, call]) => [name, OWN_EPOCH.has(name) ? call : around(call)]);
  const raise = () => {
    history += 1;
  };
  return { port: Object.fromEntries(calls), raise };
}
