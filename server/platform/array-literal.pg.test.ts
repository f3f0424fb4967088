import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../testing/setup/services.ts';
import { type Db, openDb, run } from './db.ts';

let db: Db;
beforeAll(async () => {
  db = openDb((await testDatabase()).url, 2);
});
afterAll(() => db.close());

const text = fc.oneof(
  fc.string({ unit: 'binary' }).map((value) => value.replaceAll('\0', '').toWellFormed()),
  fc.constantFrom('', 'null', 'NULL', '{', '}', ',', 'a,b', '"', '\\', ' a ', '-1', '1e3', 'infinity'),
);
const maybe = <T>(one: fc.Arbitrary<T>) => fc.array(fc.option(one, { nil: null }), { maxLength: 20 });

test('[data] whatever stands in an array of a statement is read back as it was', async () => {
  const sql =
    'select $1::text[] as texts, $2::bigint[]::text[] as numbers, $3::bool[] as flags, $4::bytea[] as bytes, $5::float8[] as floats';
  const bytes = fc.uint8Array({ maxLength: 9 }).map((value) => Buffer.from(value));
  const floats = maybe(fc.double({ noNaN: true }).map((value) => value + 0));
  await fc.assert(
    fc.asyncProperty(maybe(text), maybe(fc.maxSafeInteger()), maybe(fc.boolean()), maybe(bytes), floats, async (...values) => {
      const { rows } = await run(db.pool, 'arrays', sql, values);
      const [texts, numbers, flags, blobs, doubles] = values;
      expect(rows).toEqual([
        { texts, numbers: numbers.map((one) => (one === null ? null : String(one))), flags, bytes: blobs, floats: doubles },
      ]);
    }),
    { numRuns: 200 },
  );
});
