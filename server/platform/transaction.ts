// One transaction in as few round trips as its statements allow: they are sent without waiting where the next does not need
// the result. Every result is awaited, and a COMMIT that did not answer COMMIT is a failure (after a failed statement it
// answers ROLLBACK and does not reject).
import { type Connection, DatabaseAway, type Pool } from './db.ts';
import { sentTogether } from './sent-together.ts';

/** `last`: statements that `work` has sent and need not wait for; the COMMIT follows them at once. */
export async function inTransaction<T>(pool: Pool, work: (on: Connection, last: Promise<unknown>[]) => Promise<T>): Promise<T> {
  const on = await pool.connect();
  let broken = true;
  try {
    const last: Promise<unknown>[] = [];
    const [, result] = await Promise.all([on.query('begin'), work(on, last)]);
    const [end] = await sentTogether([on.query('commit'), ...last]);
    if (end.command !== 'COMMIT') throw new DatabaseAway(new Error(`the transaction ended with ${end.command}`));
    broken = false;
    return result;
  } catch (error) {
    broken = !(await rolledBack(on));
    throw error;
  } finally {
    on.release(broken);
  }
}

/** False where the connection is lost: the database rolls back by itself. */
async function rolledBack(on: Connection): Promise<boolean> {
  try {
    return (await on.query('rollback')).command === 'ROLLBACK';
  } catch {
    return false;
  }
}
