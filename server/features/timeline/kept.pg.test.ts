// What ends a stream or a pull on a real database: entries that were dropped meanwhile, an epoch that is another.
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import type { UserId } from '../../../core/protocol/ids.ts';
import type { WireFrame, WirePullPage, WireReset } from '../../../core/protocol/wire.ts';
import { brokenRules } from '../../../testing/factories/broken-rules.ts';
import { chatWorld } from '../../../testing/factories/chat.ts';
import type { Actor } from '../../platform/actor.ts';
import { openDb, type Pool } from '../../platform/db.ts';
import { newEpoch } from '../../platform/installation.ts';
import { openJob } from '../../platform/job.ts';
import { createHistory } from '../history/index.ts';
import { createTimeline } from './index.ts';
import { pull } from './pull.ts';
import { type EntriesAsk, loadEntries, loadPosition } from './store-read.ts';

const DAY_MS = 86_400_000;
const quiet = { debug() {}, info() {}, warn() {}, error() {} };
const never = new AbortController().signal;
let world: Awaited<ReturnType<typeof chatWorld>>;
let ann: Actor;
let ben: Actor;
let cat: Actor;

beforeAll(async () => {
  world = await chatWorld();
  [ann, ben, cat] = (await world.people(3)) as [Actor, Actor, Actor];
});

const cursorOf = async (actor: Actor) => (await world.conversations.snapshot(actor.userId)).cursor;
const posOf = (cursor: string) => Number(cursor.split('.')[1]);

/** All entries of these people up to now are made to be of the day before yesterday. */
const age = (...actors: Actor[]) =>
  world.db.pool.query(`update entry set created_at = now() - interval '2 days' where user_id = any($1::bigint[])`, [
    actors.map((actor) => actor.userId),
  ]);

const keptFrom = async (actor: Actor) =>
  (
    await world.db.pool.query<{ min_pos: string; least: string | null; head: string }>(
      'select min_pos, pos as head, (select min(pos) from entry n where n.user_id = c.user_id) as least from user_cursor c where user_id = $1',
      [actor.userId],
    )
  ).rows[0];

async function talk(messages: number): Promise<string> {
  const room = await world.group(ann, ben);
  for (let n = 0; n < messages; n++) await world.say(n % 2 ? ann : ben, room, `m${n}`);
  return room;
}

const entriesOf = (page: WirePullPage | WireReset) => ('entries' in page ? page.entries.map(({ pos }) => pos) : page.reason);

test('[S5] what is old is dropped up to the first entry that is young, and all else stays', async () => {
  const old = await cursorOf(ben);
  await talk(230);
  await age(ann, ben);
  const edge = await cursorOf(ben);
  await talk(3);
  const dropped = await world.timeline.dropOld(DAY_MS, never);
  expect(dropped).toBeGreaterThan(400);
  const kept = await keptFrom(ben);
  expect([kept?.min_pos, kept?.least]).toEqual([String(posOf(edge)), String(posOf(edge) + 1)]);
  expect((await brokenRules(world.db.pool)).filter((row) => JSON.stringify(row).includes('"S5"'))).toEqual([]);
  expect(await world.timeline.pull(ben.userId, old, 10)).toEqual({ reason: 'old' });
  expect(entriesOf(await world.timeline.pull(ben.userId, edge, 2))).toEqual([posOf(edge) + 1, posOf(edge) + 2]);
  expect(await world.timeline.dropOld(DAY_MS, never)).toBe(0);
});

test('[S20] a drop between the position and the entries of a pull is a reset, never a hole', async () => {
  await talk(40);
  const { pos, epoch } = { pos: posOf(await cursorOf(ben)) - 30, epoch: (await cursorOf(ben)).split('.')[0] };
  await age(ben);
  const between = interrupted(world.db.pool, 'timeline_pull', () => world.timeline.dropOld(DAY_MS, never));
  const deps = {
    history: createHistory(world.db),
    position: (userId: UserId) => loadPosition(world.db.pool, userId),
    entries: (ask: EntriesAsk) => loadEntries(between, ask),
  };
  expect(await pull(deps, ben.userId, `${epoch}.${pos}`, 10)).toEqual({ reason: 'old' });
  expect((await keptFrom(ben))?.least).toBeNull();
  await world.say(ann, await world.group(ann, ben), 'goes on');
  expect((await keptFrom(ben))?.least).toBe(String(Number((await keptFrom(ben))?.min_pos) + 1));
});

/** The pool, but before the named statement something else happens. */
function interrupted(pool: Pool, name: string, what: () => Promise<unknown>): Pool {
  return new Proxy(pool, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key);
      if (key !== 'query' || typeof value !== 'function') return value;
      return async (query: { name?: string }) => {
        if (query.name === name) await what();
        return value.call(target, query);
      };
    },
  });
}

test('[S20] readers at every place beside the job and a writer: what each reads has no hole, or it is a reset', async () => {
  const start = posOf(await cursorOf(ben));
  const room = await talk(300);
  const { head } = (await keptFrom(ben)) ?? { head: '0' };
  const epoch = (await cursorOf(ben)).split('.')[0];
  let writing = true;
  const writer = (async () => {
    for (let n = 0; writing; n++) await world.say(ann, room, `beside ${n}`);
  })();
  /** Reads to the end in small pages; counts its resets, after which it goes on behind what is kept. */
  async function read(from: number, limit: number) {
    const heard = { resets: [] as string[], holes: 0 };
    for (let at = from; at < Number(head); ) {
      const page = await world.timeline.pull(ben.userId, `${epoch}.${at}`, limit);
      if ('reason' in page) {
        heard.resets.push(page.reason);
        at = Math.max(at + 1, Number((await keptFrom(ben))?.min_pos));
        continue;
      }
      const positions = page.entries.map((entry) => entry.pos);
      if (positions.some((pos, index) => pos !== at + 1 + index)) heard.holes += 1;
      at = positions.at(-1) ?? at;
    }
    return heard;
  }
  const readers = Array.from({ length: 8 }, (_, n) => read(start + n * 10, 3 + n));
  // The oldest are made old one by one, so that the job has something to drop again and again while they read.
  for (let pos = start; pos < Number(head) - 20; pos += 13) {
    await world.db.pool.query(`update entry set created_at = now() - interval '2 days' where user_id = $1 and pos <= $2`, [
      ben.userId,
      pos,
    ]);
    await world.timeline.dropOld(DAY_MS, never);
  }
  const heard = await Promise.all(readers);
  writing = false;
  await writer;
  expect(heard.map(({ holes }) => holes)).toEqual(heard.map(() => 0));
  expect([...new Set(heard.flatMap(({ resets }) => resets))]).toEqual(['old']);
  expect(entriesOf(await world.timeline.pull(ben.userId, `${epoch}.${start}`, 1))).toBe('old');
});

test('[S5] a cursor that somebody holds is passed over and dropped the next time', async () => {
  await talk(4);
  await age(ann, ben);
  const holder = await world.db.pool.connect();
  await holder.query('begin');
  await holder.query('select 1 from user_cursor where user_id = $1 for update', [ben.userId]);
  await world.timeline.dropOld(DAY_MS, never);
  expect([(await keptFrom(ann))?.least, (await keptFrom(ben))?.least === null]).toEqual([null, false]);
  await holder.query('commit');
  holder.release();
  await world.timeline.dropOld(DAY_MS, never);
  expect((await keptFrom(ben))?.least).toBeNull();
});

test('[job] one instance at a time does the work, and the lock is free afterwards', async () => {
  const order: string[] = [];
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  let entered = () => {};
  const inside = new Promise<void>((resolve) => (entered = resolve));
  const job = (name: string, work: () => Promise<void>) => {
    const opened = openJob(
      { pool: world.db.pool, log: quiet },
      {
        name: 'dropOld',
        firstMs: DAY_MS,
        everyMs: DAY_MS,
        async work() {
          order.push(name);
          await work();
          return {};
        },
      },
    );
    onTestFinished(() => opened.close());
    return opened;
  };
  const first = job('first', () => {
    entered();
    return held;
  });
  const second = job('second', () => Promise.resolve());
  const running = first.run();
  await inside;
  expect(await second.run()).toBe(false);
  release();
  expect([await running, await second.run()]).toEqual([true, true]);
  expect(order).toEqual(['first', 'second']);
});

/** Reads a stream to its end. */
async function framesOf(timeline: typeof world.timeline, userId: UserId, opened: () => void): Promise<WireFrame[]> {
  const frames: WireFrame[] = [];
  const ask = { userId, terminalId: ann.terminalId, terminalKind: 'WEB', after: null, signal: never } as const;
  for await (const frame of timeline.open(ask)) {
    frames.push(frame);
    opened();
  }
  return frames;
}

test('[S13] a new epoch ends the open streams of every process with a reset, also of people who are not there any more', async () => {
  const otherDb = openDb(world.db.pool.options.connectionString ?? '');
  const other = createTimeline({ db: otherDb, ids: world.ids, log: quiet });
  onTestFinished(async () => {
    await other.close();
    await otherDb.close();
  });
  const opening = [world.timeline, world.timeline, other].map((timeline, index) => {
    let opened = () => {};
    const open = new Promise<void>((resolve) => (opened = resolve));
    return { open, ended: framesOf(timeline, [ann, cat, ben][index]?.userId ?? ann.userId, opened) };
  });
  await Promise.all(opening.map(({ open }) => open));
  await world.db.pool.query('delete from user_cursor where user_id = $1', [cat.userId]);
  await world.db.pool.query('update installation set epoch = $1', [newEpoch()]);
  for (const timeline of [world.timeline, other]) timeline.epochChanged();
  const frames = await Promise.all(opening.map(({ ended }) => ended));
  expect(frames.map((list) => list.at(-1))).toEqual(frames.map(() => ({ reset: { reason: 'epoch' } })));
});
