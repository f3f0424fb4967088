// One transaction: every statement's result is awaited by `work`, and a COMMIT that did not answer COMMIT is a failure
// (after a failed statement it answers ROLLBACK and does not reject).
import type { Connection, Pool } from '../../platform/db.ts';

export async function inTransaction<T>(pool: Pool, work: (on: Connection) => Promise<T>): Promise<T> {
  const on = await pool.connect();
  let broken = true;
  try {
    await on.query('begin');
    const result = await work(on);
    const end = await on.query('commit');
    if (end.command !== 'COMMIT') throw new Error(`the transaction ended with ${end.command}`);
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
