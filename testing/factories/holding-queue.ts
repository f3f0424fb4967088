// A queue that a test holds, so that what comes to its lock meanwhile goes on in the order in which it came.
import { expect } from 'vitest';
import type { DepartmentId } from '../../core/protocol/ids.ts';
import { inTransaction } from '../../server/platform/transaction.ts';
import type { chatWorld } from './chat.ts';

type World = Pick<Awaited<ReturnType<typeof chatWorld>>, 'db' | 'tickets'>;

/** `waiting`: resolves when so many wait for a queue. What `meanwhile` answers is the answer, once the queue is free. */
export function holdingQueue<T extends object>(
  { db, tickets }: World,
  id: DepartmentId,
  meanwhile: (waiting: (count: number) => Promise<void>) => Promise<T>,
): Promise<T> {
  const sql = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%from department%'`;
  return inTransaction(db.deeds, async (on) => {
    await tickets.within(on).lockQueue(id);
    return meanwhile(async (count) => {
      await expect.poll(async () => (await db.pool.query(sql)).rowCount).toBe(count);
    });
  });
}
