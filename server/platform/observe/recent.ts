// What an operator looks at first, kept in memory: the last commands that were slow, and the last of each error.
import type { ErrorCode } from '../../../core/protocol/errors.ts';
import type { RecentError, SlowCommand } from '../../../core/protocol/operations.ts';

const KEPT = 200;

export interface Recent {
  slow(command: Omit<SlowCommand, 'id'>): void;
  failed(code: ErrorCode, command: string, at: number): void;
  /** The latest first. */
  slowCommands(): SlowCommand[];
  errors(): RecentError[];
}

export function createRecent(): Recent {
  const ring: SlowCommand[] = [];
  const errors = new Map<ErrorCode, { count: number; command: string; at: number }>();
  let count = 0;
  return {
    slow(command) {
      ring[count % KEPT] = { id: count + 1, ...command };
      count += 1;
    },
    failed(code, command, at) {
      const known = errors.get(code);
      if (known) Object.assign(known, { count: known.count + 1, command, at });
      else errors.set(code, { count: 1, command, at });
    },
    slowCommands: () => ring.toSorted((a, b) => b.id - a.id),
    errors: () =>
      [...errors]
        .map(([code, { count, command, at }]) => ({ code, count, command, at: new Date(at).toISOString() }))
        .sort((a, b) => b.at.localeCompare(a.at)),
  };
}
