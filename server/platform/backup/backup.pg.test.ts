// Backups taken while people write, restored into another database.
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { caller, newcomer, PASSWORD } from '../../../testing/factories/accounts.ts';
import { brokenRules } from '../../../testing/factories/broken-rules.ts';
import { chatWorld } from '../../../testing/factories/chat.ts';
import { backUp, contentOf, ownFolder, restore } from '../../../testing/factories/restored.ts';
import { testDatabase } from '../../../testing/setup/services.ts';
import type { Actor } from '../actor.ts';
import { inOwnTransaction, loadTables } from './database.ts';

const at = ownFolder();
const never = new AbortController().signal;
let world: Awaited<ReturnType<typeof chatWorld>>;
let source: Awaited<ReturnType<typeof testDatabase>>;
let people: Actor[];
let token: string;
const rooms: string[] = [];

beforeAll(async () => {
  source = await testDatabase();
  world = await chatWorld({ database: source.url });
  ({ token } = await world.accounts.signUp(newcomer('ann'), caller));
  people = await world.people(6);
  const [owner, ...others] = people;
  if (owner) for (let n = 0; n < 4; n++) rooms.push(await world.group(owner, ...others));
  for (const room of rooms) await everybodySays(room, 'before\n\\ \t\u0007 "quoted" 你好 🙂 \\N');
});

const everybodySays = (room: string, text: string) => Promise.all(people.map((actor) => world.say(actor, room, text)));

/** An empty database, without even our tables. */
async function nothing() {
  const target = await testDatabase();
  await target.pool.query('drop schema public cascade; create schema public');
  return target;
}

test('[backup] what is restored is what was there, row by row, into nothing and into what a first start made', async () => {
  const file = at('quiet');
  const report = await backUp(source.url, file);
  const before = await contentOf(source.pool);
  expect(report.rows).toBe(Object.values(before).flat().length);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  for (const target of [await nothing(), await testDatabase()]) {
    await restore(target.url, file);
    expect(await contentOf(target.pool)).toEqual(before);
    const epochs = await Promise.all([source, target].map(({ pool }) => pool.query<{ epoch: string }>('select epoch from installation')));
    expect((await target.pool.query('select high_ms > 0 as marked from worker_lease')).rows).toEqual([{ marked: true }]);
    expect(new Set(epochs.map(({ rows }) => rows[0]?.epoch)).size).toBe(2);
  }
});

test('[backup] [S4] [S5] [S6] [S7] [S16] taken while people write it is of one moment, and holds all that was committed before', async () => {
  const file = at('loaded');
  let writing = true;
  const writers = people.map(async (actor, index) => {
    for (let n = 0; writing; n++) await world.say(actor, rooms[(index + n) % rooms.length] ?? '', `beside ${n}`);
  });
  await world.say(people[0] as Actor, rooms[0] ?? '', 'the last before');
  const before = await source.pool.query<{ key: string }>("select conversation_id || ' ' || seq || ' ' || id as key from event order by 1");
  await backUp(source.url, file);
  for (const room of rooms) await world.say(people[0] as Actor, room, 'after');
  writing = false;
  await Promise.all(writers);
  const target = await nothing();
  await restore(target.url, file);
  expect(await brokenRules(target.pool)).toEqual([]);
  const held = await target.pool.query<{ key: string }>("select conversation_id || ' ' || seq || ' ' || id as key from event");
  const keys = new Set(held.rows.map(({ key }) => key));
  expect(before.rows.filter(({ key }) => !keys.has(key))).toEqual([]);
  const late = await target.pool.query("select 1 from event where text = 'after'");
  expect(late.rows).toEqual([]);
});

test('[backup] objects that the rows name are carried, bytes as they were; one that is missing stops it', async () => {
  const file = at('objects');
  const store = new Map([
    ['cold/1/a', Buffer.alloc(3_000_000, 7)],
    ['cold/1/b', Buffer.from([0, 255, 10, 13])],
    ['cold/2/empty', Buffer.alloc(0)],
    ['unnamed', Buffer.from('nobody names it')],
  ]);
  const keys = async () => [...store.keys()].filter((key) => key.startsWith('cold/'));
  const objects = { keys, get: async (key: string) => store.get(key) ?? null };
  expect(await backUp(source.url, file, { objects })).toMatchObject({ objects: 3 });
  const target = await nothing();
  await expect(restore(target.url, file)).rejects.toThrow(/^The backup holds objects, and this version of Parley has no store for them/);
  const put = new Map<string, Buffer>();
  const putObject = async (key: string, bytes: Buffer) => void put.set(key, bytes);
  await restore(target.url, file, { putObject });
  store.delete('unnamed');
  expect(put).toEqual(store);
  expect(await contentOf(target.pool)).toEqual(await contentOf(source.pool));
  const failing = () => Promise.reject(new Error('the store is full'));
  await expect(restore((await nothing()).url, file, { putObject: failing })).rejects.toThrow('the store is full');
  store.delete('cold/1/b');
  await expect(backUp(source.url, file, { objects: { ...objects, keys: async () => ['cold/1/b'] } })).rejects.toThrow(
    'The object cold/1/b is not in its store (or it was replaced just now): take the backup again.',
  );
});

test('[backup] people stay signed in, and whoever signs in again can', async () => {
  const file = at('sessions');
  await backUp(source.url, file);
  const target = await nothing();
  await restore(target.url, file);
  const restored = await chatWorld({ database: target.url });
  expect(await restored.accounts.authenticate(token)).toMatchObject({ power: 2 });
  expect(await restored.accounts.signIn({ email: 'ann@example.org', password: PASSWORD, device: null }, caller)).toMatchObject({
    actor: { power: 2 },
  });
});

test('[backup] an earlier backup is replaced, anything else is left alone, and what is stopped leaves nothing', async () => {
  const file = at('again');
  await backUp(source.url, file);
  const first = readFileSync(file);
  const stop = new AbortController();
  await expect(backUp(source.url, file, { signal: stop.signal, progress: () => stop.abort() })).rejects.toThrow(/abort/i);
  expect(readFileSync(file).equals(first)).toBe(true);
  await backUp(source.url, file);
  expect(readFileSync(file).equals(first)).toBe(false);
  const note = at('note');
  writeFileSync(note, 'mine');
  await expect(backUp(source.url, note)).rejects.toThrow(/note is there and is no backup of Parley: name another file\.$/);
  await expect(backUp(source.url, at('none/there'))).rejects.toThrow(/there cannot be written \(ENOENT\)\.$/);
  expect(readFileSync(note, 'utf8')).toBe('mine');
  expect(readdirSync(dirname(file)).filter((name) => name.includes('partial'))).toEqual([]);
  expect(existsSync(at('none'))).toBe(false);
});

test('[backup] a database without Parley is nothing to back up', async () => {
  const empty = await nothing();
  await expect(backUp(empty.url, at('empty'))).rejects.toThrow('There is nothing to back up: this database holds no Parley.');
  const unstarted = await testDatabase();
  await expect(backUp(unstarted.url, at('empty'))).rejects.toThrow(
    'There is nothing to back up: Parley was never started on this database.',
  );
  await expect(backUp('postgresql://parley@127.0.0.1:1/parley', at('empty'))).rejects.toThrow(
    /^The database cannot be used: .*Check DATABASE_URL/,
  );
  expect(existsSync(at('empty'))).toBe(false);
});

test('[backup] the schema holds nothing that a backup would leave behind', async () => {
  const other = await source.pool.query(
    `select relname, relkind from pg_class where relnamespace = 'public'::regnamespace and relkind not in ('r', 'i')
     union all select proname, 'function' from pg_proc p where pronamespace = 'public'::regnamespace
       and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
     union all select conname, 'foreign key' from pg_constraint where connamespace = 'public'::regnamespace and contype = 'f'`,
  );
  expect(other.rows).toEqual([]);
  const tables = await inOwnTransaction({ url: source.url, begin: 'begin', signal: never }, loadTables);
  expect(tables.map(({ name }) => name)).toEqual(Object.keys(await contentOf(source.pool)));
});
