import { expect, test } from 'vitest';
import { memoryBlobs } from '../../../testing/factories/memory-blobs.ts';
import { testDatabase } from '../../../testing/setup/services.ts';
import { archivedObjects } from './objects.ts';

test('[backup] every archived segment that the tables name is asked of the store, and nothing else', async () => {
  const { pool } = await testDatabase();
  const blobs = memoryBlobs();
  for (const key of ['segments/7/1-9.seg', 'segments/7/10-12.seg', 'segments/8/unnamed.seg']) await blobs.put(key, Buffer.from(key));
  await pool.query(
    `insert into cold_segment (conversation_id, from_seq, to_seq, key, sha256, bytes, count_before, said_seqs, said_by, effect_targets)
     select 7, f, t, 'segments/7/' || f || '-' || t || '.seg', '\\x00', 1, 0, '{}', '{}', '{}' from (values (1, 9), (10, 12)) v(f, t)`,
  );
  const objects = archivedObjects(blobs);
  const client = await pool.connect();
  try {
    const keys = await objects.keys(client);
    expect(keys).toEqual(['segments/7/1-9.seg', 'segments/7/10-12.seg']);
    expect(await Promise.all(keys.map(objects.get))).toEqual(keys.map((key) => Buffer.from(key)));
  } finally {
    client.release();
  }
});
