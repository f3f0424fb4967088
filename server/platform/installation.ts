// The one row that says which installation this is; made at the first start, before anybody can come in.
import { randomBytes, randomUUID } from 'node:crypto';
import type { Pool } from './db.ts';

/** Random: two histories never have the same. */
export const newEpoch = (): string => randomBytes(9).toString('base64url');

/** Makes the row with a fresh epoch where it is missing; several instances may start at once. */
export async function ensureInstallation(pool: Pool): Promise<void> {
  await pool.query('insert into installation (id, installation_id, epoch) values (1, $1, $2) on conflict (id) do nothing', [
    randomUUID(),
    newEpoch(),
  ]);
}
