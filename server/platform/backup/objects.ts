// The objects that the rows of a database name, for its backup: what is archived.
import type { Blobs } from '../blobs/blobs.ts';
import type { ObjectSource } from './write-backup.ts';

export function archivedObjects(blobs: Pick<Blobs, 'get'>): ObjectSource {
  return {
    async keys(client) {
      const { rows } = await client.query<{ key: string }>('select key from cold_segment order by key');
      return rows.map(({ key }) => key);
    },
    get: (key) => blobs.get(key),
  };
}
