// Numbers that people read, such as a ticket's: they rise and none comes twice, and where a process ends some are left out. A
// range at a time is taken from a maximum that the database keeps (the step of WeChat's seqsvr), so that a number costs no write.
import type { Pool } from './db.ts';

const STEP = 100;

export interface Segment {
  /** The next number of this process, from 1. Above all that any process was given before this one took its range. */
  next(): Promise<number>;
}

/** Raises the kept maximum of a name by so much, from 0; answers the new one. */
export type Raise = (by: number) => Promise<number>;

export function raiseSegment(pool: Pool, name: string): Raise {
  return async (by) => {
    const { rows } = await pool.query<{ max: string }>(
      'insert into segment as s (name, max) values ($1, $2) on conflict (name) do update set max = s.max + excluded.max returning max',
      [name, by],
    );
    return Number(rows[0]?.max);
  };
}

/** `step`: numbers in a range; so many are lost at most where a process ends. A range that cannot be taken fails the calls that wait. */
export function openSegment(raise: Raise, step = STEP): Segment {
  let next = 1;
  let last = 0;
  let taking: Promise<void> | null = null;

  async function take(): Promise<void> {
    try {
      last = await raise(step);
      next = last - step + 1;
    } finally {
      taking = null;
    }
  }

  return {
    async next() {
      while (next > last) {
        taking ??= take();
        await taking;
      }
      next += 1;
      return next - 1;
    },
  };
}
