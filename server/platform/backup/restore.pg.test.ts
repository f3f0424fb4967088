// What a restore refuses, and that what it refuses, or is stopped in, changes nothing.
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { caller, newcomer } from '../../../testing/factories/accounts.ts';
import { chatWorld } from '../../../testing/factories/chat.ts';
import { backUp, contentOf, MIGRATIONS, ownFolder, restore } from '../../../testing/factories/restored.ts';
import { testDatabase } from '../../../testing/setup/services.ts';
import { openIds } from '../ids.ts';
import { applyMigrations } from '../migrate.ts';
import type { Mirror } from '../mirror.ts';
import { BackupError } from './format.ts';
import { checkBackup } from './read-backup.ts';
import type { RestoreAsk } from './restore-backup.ts';

const at = ownFolder();
const never = new AbortController().signal;
const quiet = { debug() {}, info() {}, warn() {}, error() {} };
const file = at('backup');
let whole: Buffer;

beforeAll(async () => {
  const { url } = await testDatabase();
  const world = await chatWorld({ database: url });
  await world.accounts.signUp(newcomer('ann'), caller);
  const [ben, cat] = await world.people(2);
  if (ben && cat) await world.say(ben, await world.group(ben, cat), 'hello');
  await backUp(url, file);
  whole = readFileSync(file);
  restored = await testDatabase();
  await restore(restored.url, file);
});

/** The one line by which it is refused. */
async function refusal(url: string, name: string, more: Partial<RestoreAsk> = {}): Promise<string> {
  const error: unknown = await restore(url, name, more).then(
    () => 'restored',
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(BackupError);
  const text = error instanceof Error ? error.message : '';
  expect(text).not.toContain('\n');
  return text;
}

function written(name: string, content: Buffer | string): string {
  writeFileSync(at(name), content);
  return at(name);
}

let restored: Awaited<ReturnType<typeof testDatabase>>;

/** A database that the backup was restored into: there are accounts. Each test leaves it so. */
const inhabited = () => restored;

test('[restore] a file that is none of ours, of another format, cut, altered or longer is refused in one line, and nothing is touched', async () => {
  const target = await testDatabase();
  await target.pool.query('drop schema public cascade; create schema public');
  const altered = Buffer.from(whole);
  altered.writeUInt8(altered.readUInt8(whole.length >> 1) ^ 1, whole.length >> 1);
  const damaged = (name: string) => `${at(name)} is damaged or not complete: take another backup.`;
  expect(await refusal(target.url, at('missing'))).toBe(`${at('missing')} cannot be read (ENOENT).`);
  expect(await refusal(target.url, at('.'))).toMatch(/ cannot be read \(EISDIR\)\.$/);
  expect(await refusal(target.url, written('text', 'no backup at all, but text'))).toBe(`${at('text')} is no backup of Parley.`);
  expect(await refusal(target.url, written('empty', ''))).toBe(`${at('empty')} is no backup of Parley.`);
  expect(await refusal(target.url, written('newer', Buffer.from('PARLEY BACKUP 2\nxxxx')))).toMatch(
    / is a backup in another format: restore it with/,
  );
  expect(await refusal(target.url, written('cut', whole.subarray(0, whole.length - 1)))).toBe(damaged('cut'));
  expect(await refusal(target.url, written('half', whole.subarray(0, whole.length >> 1)))).toBe(damaged('half'));
  expect(await refusal(target.url, written('altered', altered))).toBe(damaged('altered'));
  expect(await refusal(target.url, written('longer', Buffer.concat([whole, whole.subarray(16)])))).toBe(damaged('longer'));
  expect(await contentOf(target.pool)).toEqual({});
});

test('[restore] whichever byte is altered and wherever it is cut, the check finds it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 0, max: 255 }), async (place, mask) => {
      const broken = mask === 0 ? whole.subarray(0, place) : Buffer.from(whole);
      if (mask > 0) broken.writeUInt8(broken.readUInt8(place) ^ mask, place);
      await expect(checkBackup(written('any', broken), never)).rejects.toBeInstanceOf(BackupError);
    }),
    { numRuns: 100 },
  );
  expect((await checkBackup(file, never)).parts.length).toBeGreaterThan(20);
});

test('[restore] accounts are not thrown away without being told to, and what is thrown away is named', async () => {
  const target = inhabited();
  const before = await contentOf(target.pool);
  expect(await refusal(target.url, file)).toBe(
    'This database holds 3 accounts, 1 conversations and 2 events: name another one, or throw that away by --force.',
  );
  const said: string[] = [];
  await restore(target.url, file, { force: true, say: (line) => void said.push(line) });
  expect(said).toContain('Throwing away 3 accounts, 1 conversations and 2 events.');
  expect(await contentOf(target.pool)).toEqual(before);
});

test('[restore] while a process serves or writes there it is refused, also with force', async () => {
  const target = inhabited();
  const ids = await openIds(target.pool, quiet);
  onTestFinished(() => ids.close());
  const text = 'Parley runs on this database: stop it (and wait 30 s if it was killed), then restore again.';
  expect(await refusal(target.url, file, { force: true })).toBe(text);
  await ids.close();
  await restore(target.url, file, { force: true });
});

test('[restore] a process that starts meanwhile waits, and then finds what was restored', async () => {
  const target = inhabited();
  let starting: Promise<unknown> = Promise.resolve();
  const mint = async () => {
    starting = applyMigrations(target.pool, MIGRATIONS)
      .then(() => openIds(target.pool, quiet))
      .then((ids) => ids.close());
  };
  await restore(target.url, file, { force: true, mint });
  await starting;
  expect((await target.pool.query('select 1 from users')).rows.length).toBe(3);
});

test('[restore] tables of something else are left alone, also with force', async () => {
  const target = await testDatabase();
  await target.pool.query('drop schema public cascade; create schema public; create table shop (id int)');
  expect(await refusal(target.url, file, { force: true })).toBe(
    'This database holds tables of something else (shop): name an empty one by DATABASE_URL.',
  );
  expect(Object.keys(await contentOf(target.pool))).toEqual(['shop']);
});

test('[restore] one that is stopped at any table, or fails at its end, leaves the database as it was', async () => {
  const target = inhabited();
  const before = await contentOf(target.pool);
  for (const table of ['auth_user', 'event', 'users']) {
    const stop = new AbortController();
    const progress = (name: string) => name === table && stop.abort();
    await expect(restore(target.url, file, { force: true, signal: stop.signal, progress })).rejects.toThrow(/abort/i);
  }
  const mint = (client: { query(text: string): Promise<unknown> }) => client.query('select no_such_function()').then(() => undefined);
  expect(await refusal(target.url, file, { force: true, mint })).toMatch(
    /^The database refused, and nothing was changed: .*no_such_function/,
  );
  expect(await contentOf(target.pool)).toEqual(before);
});

test('[restore] a file that is exchanged between check and load is found out, and nothing is changed', async () => {
  const target = inhabited();
  const before = await contentOf(target.pool);
  const twin = written('twin', whole);
  const other = Buffer.from(whole);
  other.writeUInt8(other.readUInt8(whole.length - 300) ^ 1, whole.length - 300);
  const say = (line: string) => line.startsWith('Throwing') && writeFileSync(twin, other);
  await refusal(target.url, twin, { force: true, say });
  expect(await contentOf(target.pool)).toEqual(before);
});

/** The folder of the migrations, changed. */
function migrationsWith(name: string, change: (folder: string) => void): string {
  cpSync(MIGRATIONS, at(name), { recursive: true });
  change(at(name));
  return at(name);
}

test('[restore] an older backup is brought to the newer schema; one of a newer or another schema is refused', async () => {
  const newer = migrationsWith('newer-schema', (folder) => {
    mkdirSync(join(folder, '20990101000000_newer'));
    writeFileSync(join(folder, '20990101000000_newer/migration.sql'), "alter table profile add column mood text not null default 'calm';");
  });
  const target = await testDatabase();
  await applyMigrations(target.pool, newer);
  await restore(target.url, file, { migrations: newer });
  expect((await target.pool.query('select distinct mood from profile')).rows).toEqual([{ mood: 'calm' }]);
  expect(await applyMigrations(target.pool, newer)).toEqual({ applied: [] });
  await backUp(target.url, at('of-newer'));
  const empty = await testDatabase();
  expect(await refusal(empty.url, at('of-newer'))).toMatch(/^The backup has the migration 20990101000000_newer, which this version/);
  const names = readdirSync(MIGRATIONS, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? entry.name : []));
  const changed = migrationsWith('changed', (folder) => writeFileSync(join(folder, names.sort()[0] ?? '', 'migration.sql'), 'select 1;'));
  expect(await refusal(empty.url, file, { migrations: changed })).toMatch(
    /is not the one that the backup was made with: restore prisma\/migrations\//,
  );
});

test('[S13] a restore makes a new epoch, and its counter passes every mirror', async () => {
  const held = new Map<string, number>();
  const mirror: Mirror = {
    read: () => Promise.resolve(4_000),
    raise: (id, counter) => Promise.resolve(void held.set(id, counter)),
  };
  const target = await testDatabase();
  const { header } = await restore(target.url, file, { mirrors: [mirror] });
  const { rows } = await target.pool.query('select installation_id as id, epoch, counter from installation');
  expect(rows).toEqual([{ id: header.installationId, epoch: rows[0].epoch, counter: '4001' }]);
  expect(rows[0].epoch).not.toBe(header.epoch);
  expect([...held]).toEqual([[header.installationId, 4_001]]);
});
