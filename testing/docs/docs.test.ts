import { expect, test } from 'vitest';
import { differences } from './data.ts';
import { fill, markersOf, table } from './markdown.ts';
import { readMigrations } from './migrations.ts';
import { expectedPages, readPage } from './pages.ts';
import { faultOf, readRules } from './rules.ts';
import { readSchema } from './schema.ts';

const MODEL = `model Thing {
  /// What it is called.
  name   String  @id
  madeBy BigInt? @map("made_by")

  @@map("thing")
}
`;
const SQL = `CREATE TABLE "thing" (
  "name" TEXT NOT NULL,
  "made_by" BIGINT,
  CONSTRAINT "thing_pkey" PRIMARY KEY ("name")
) WITH (fillfactor = 70);
`;

test.each([...expectedPages()])('[docs] %s is what `npm run docs` writes', (path, text) => {
  expect(readPage(path)).toBe(text);
});

test('[docs] every marker of docs/architecture.md is filled', () => {
  expect(markersOf(readPage('docs/architecture.md') ?? '').sort()).toEqual(['arrows', 'entries', 'errors', 'events', 'limits']);
});

test('[docs] each rule of docs/sync.md stands once, in order, with tests that exist', () => {
  const rules = readRules(readPage('docs/sync.md') ?? '');
  const numbers = rules.map(({ id }) => Number(id.slice(1)));
  expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
  expect(numbers.length).toBeGreaterThan(10);
  expect(rules.filter(({ proofs }) => proofs.length === 0)).toEqual([]);
  expect(rules.flatMap(({ proofs }) => proofs.flatMap((proof) => faultOf(proof, readPage(proof.file)) ?? []))).toEqual([]);
});

test('[docs] a rule without tests, a test that is gone and one of another rule are seen', () => {
  const page = '## S4 seq\n\n- `a.test.ts`: [S4] it holds\n- `a.test.ts`: [S5] pos\n\n## S5 pos\n';
  const rules = readRules(page);
  expect(rules.map(({ id, proofs }) => [id, proofs.length])).toEqual([
    ['S4', 2],
    ['S5', 0],
  ]);
  const faults = rules.flatMap(({ proofs }) => proofs.map((proof) => faultOf(proof, "test('[S4] it held', ...)")));
  expect(faults).toEqual(['S4: a.test.ts has no test "[S4] it holds"', 'S4: "[S5] pos" does not begin with its rule']);
  const [first] = rules.flatMap(({ proofs }) => proofs);
  expect(faultOf(first!, null)).toBe('S4: there is no a.test.ts');
  expect(faultOf(first!, "test('[S4] it holds', ...)")).toBeNull();
});

test('[docs] a table or column that schema or migrations lack is seen', () => {
  const more = `${SQL}ALTER TABLE "thing" ADD COLUMN "size" INTEGER NOT NULL DEFAULT 1;\nCREATE TABLE "other" (\n  "id" BIGINT\n);\n`;
  expect(differences(readSchema(MODEL), readMigrations([SQL]))).toEqual([]);
  expect(differences(readSchema(MODEL), readMigrations([more]))).toEqual([
    'thing.size is in a migration, but not in the schema',
    'other is in a migration, but not in the schema',
    'other.id is in a migration, but not in the schema',
  ]);
  const drop = 'ALTER TABLE "thing" DROP COLUMN "made_by";\n';
  expect(differences(readSchema(MODEL), readMigrations([SQL, drop]))).toEqual(['thing.made_by is in the schema, but in no migration']);
});

test('[docs] later migrations change what earlier ones made', () => {
  const index = '-- Finds by maker.\nCREATE INDEX "thing_idx" ON "thing" ("made_by") WHERE "made_by" IS NOT NULL;\n';
  const made = readMigrations([SQL, index]).get('thing');
  expect(made).toMatchObject({ primaryKey: 'name', storage: 'fillfactor = 70' });
  expect(made?.columns.get('made_by')).toEqual({ type: 'bigint', nullable: true, standard: '' });
  expect(made?.indexes.get('thing_idx')).toEqual({
    definition: '(made_by) WHERE made_by IS NOT NULL',
    unique: false,
    why: 'Finds by maker.',
  });
  expect(readMigrations([SQL, index, 'DROP INDEX "thing_idx";\n']).get('thing')?.indexes.size).toBe(0);
});

test('[docs] quotes and capitals do not matter, a key may stand beside its column', () => {
  const made = readMigrations([
    'create table thing (\n  name text primary key,\n  size bigint not null default 0,\n  check (size > 0)\n);\n',
  ]);
  const thing = made.get('thing');
  expect(thing).toMatchObject({ primaryKey: 'name', checks: ['size > 0'] });
  expect(thing?.columns.get('name')).toEqual({ type: 'text', nullable: false, standard: '' });
  expect(thing?.columns.get('size')).toEqual({ type: 'bigint', nullable: false, standard: '0' });
});

test('[docs] what cannot be read is refused, not left out', () => {
  expect(() => readMigrations([SQL, 'CREATE VIEW "v" AS SELECT 1;\n'])).toThrow('cannot read: CREATE VIEW');
  expect(() => readSchema('model A {\n  other Other @relation()\n}\n')).toThrow('a field of A');
});

test('[docs] markers are filled and the prose is kept; a page without them is refused', () => {
  const page = 'before\n<!-- generated: one -->\nold\n<!-- end -->\nafter\n';
  expect(fill(page, 'one', table(['A', 'B'], [['1|2', '']]))).toBe(
    'before\n<!-- generated: one -->\n| A | B |\n|---|---|\n| 1\\|2 | |\n<!-- end -->\nafter\n',
  );
  expect(() => fill(page, 'two', '')).toThrow('no markers for two');
});
