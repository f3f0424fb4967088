// What an operator looks at first, kept in memory: the last commands that were slow, and the last of each error.
import type { ErrorCode } from '../../../core/protocol/errors.ts';
import type { RecentError, SlowCommand } from '../../../core/protocol/operations.ts';

const KEPT = 200;

export interface Recent {
  slow(command: SlowCommand): void;
  failed(code: ErrorCode, command: string, at: number): void;
  /** The latest first. */
  slowCommands(): SlowCommand[];
  errors(): RecentError[];
}

export function createRecent(): Recent {
  const ring: SlowCommand[] = [];
  const errors = new Map<ErrorCode, { count: number; command: string; at: number }>();
  let next = 0;
  return {
    slow(command) {
      ring[next] = command;
      next = (next + 1) % KEPT;
    },
    failed(code, command, at) {
      const known = errors.get(code);
      if (known) Object.assign(known, { count: known.count + 1, command, at });
      else errors.set(code, { count: 1, command, at });
    },
    slowCommands: () => [...ring.slice(next), ...ring.slice(0, next)].reverse(),
    errors: () =>
      [...errors]
        .map(([code, { count, command, at }]) => ({ code, count, command, at: new Date(at).toISOString() }))
        .sort((a, b) => b.at.localeCompare(a.at)),
  };
}
