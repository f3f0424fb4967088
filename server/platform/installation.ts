// The one row that says which installation this is; made at the first start, before anybody can come in.
import { randomBytes, randomUUID } from 'node:crypto';
import type { Pool } from './db.ts';

/** Random: two histories never have the same. */
export const newEpoch = (): string => randomBytes(9).toString('base64url');

/** Makes the row with a fresh epoch where it is missing (several instances may start at once); answers the installation's id. */
export async function ensureInstallation(pool: Pool): Promise<string> {
  await pool.query('insert into installation (id, installation_id, epoch) values (1, $1, $2) on conflict (id) do nothing', [
    randomUUID(),
    newEpoch(),
  ]);
  const { rows } = await pool.query<{ installation_id: string }>('select installation_id from installation');
  if (!rows[0]) throw new Error('the installation has no row');
  return rows[0].installation_id;
}
