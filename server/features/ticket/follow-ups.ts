// Work that follows a commit and that nobody waits for. Whatever fails of it is owed by a row, and is tried again by `repair`.
import { asAppError } from '../../platform/app-error.ts';
import { DatabaseAway } from '../../platform/db.ts';
import type { Log } from '../../platform/log.ts';

/** One of many that are owed: what fails of it is told, and keeps none of the others from its turn. */
export type Apart = (what: string, work: () => Promise<unknown>) => Promise<void>;

/** The database is away, or the write path has too much to do: later is soon enough. */
const isLater = (error: unknown): boolean => error instanceof DatabaseAway || asAppError(error)?.code === 'BUSY';

export function apartIn(log: Log): Apart {
  return async (what, work) => {
    try {
      await work();
    } catch (error) {
      if (error instanceof DatabaseAway) throw error;
      if (isLater(error)) log.warn({ error }, `${what} waits`);
      else log.error({ error }, `${what} failed, and comes again`);
    }
  };
}

export interface FollowUps {
  /** `what`: for the log. */
  begin(what: string, work: Promise<unknown>): void;
  /** Resolves when none is under way any more. */
  settled(): Promise<void>;
}

export function createFollowUps(log: Log): FollowUps {
  const under = new Set<Promise<unknown>>();
  return {
    begin(what, work) {
      const done = work
        .catch((error: unknown) => {
          if (isLater(error)) log.warn({ error }, `${what} waits`);
          else log.error({ error }, `${what} failed`);
        })
        .finally(() => under.delete(done));
      under.add(done);
    },
    async settled() {
      while (under.size > 0) await Promise.all(under);
    },
  };
}
