// The job of the tiers on a real database: killed after each of its steps, raced by recalls and edits, beside a store that
// loses, cuts and alters what it holds.
import { randomUUID } from 'node:crypto';
import { zstdDecompressSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import type { ConversationId } from '../../../core/protocol/ids.ts';
import { brokenRules } from '../../../testing/factories/broken-rules.ts';
import { ANN, BEN, CAT, type LogWorld, logWorld, PEOPLE } from '../../../testing/factories/log-world.ts';
import { memoryBlobs } from '../../../testing/factories/memory-blobs.ts';
import { testDatabase } from '../../../testing/setup/services.ts';
import { BlobError, type Blobs } from '../../platform/blobs/blobs.ts';
import { type ArchiveCounts, runArchive } from './archive.ts';
import type { ArchiveDeps } from './archive-segment.ts';
import { verifyHistory } from './verify.ts';

const DAY_MS = 24 * 3_600_000;
const SIZE = { events: 4, bytes: 10_000, least: 1, keep: 2 };

/** A log of 15 events: the join, an edit of 3 at 4, and messages that say their place. */
async function talkIn(world: LogWorld) {
  const id = await world.found();
  const say = (by = ANN, text = `say ${randomUUID()}`) => world.act(id, { do: 'send', by, text, clientId: randomUUID(), at: null });
  const run = (more: Partial<ArchiveDeps> = {}, later = 0) => {
    const now = () => world.clock.now + later;
    return runArchive({ pool: world.db.pool, blobs: world.blobs, log: world.log, now, size: SIZE, ...more }, 0);
  };
  await say(ANN, 'secret two');
  await say(BEN, 'secret three');
  await world.act(id, { do: 'edit', by: BEN, text: 'secret three, edited', at: 3 });
  for (let seq = 5; seq <= 15; seq++) await say(seq % 2 === 0 ? ANN : BEN, `say ${seq}`);
  return { ...world, id, say, run };
}

async function talk(blobs: Blobs = memoryBlobs()) {
  const world = await logWorld((await testDatabase()).url, blobs);
  onTestFinished(() => world.db.close());
  return talkIn(world);
}

type Talk = Awaited<ReturnType<typeof talk>>;
const all = (id: ConversationId) => [{ conversationId: id, fromSeq: 1, toSeq: 999 }];
const seen = async ({ history, id }: Pick<Talk, 'history' | 'id'>) => Promise.all(PEOPLE.map((by) => history.ranges(by, all(id))));
const verified = ({ db, blobs }: Talk) => verifyHistory({ pool: db.pool, blobs });

/** Rows of the texts that anybody could still find. */
async function holds(world: Talk, text: string): Promise<string[]> {
  const { rows } = await world.db.pool.query(
    `select 'event ' || seq as place from event where text like $1 or previous_text like $1
     union all select 'overlay ' || seq from cold_overlay where text like $1`,
    [`%${text}%`],
  );
  const keys = await world.blobs.list('');
  const objects = await Promise.all(keys.map(async (key) => ({ key, bytes: await world.blobs.get(key) })));
  const found = objects.filter(({ bytes }) => bytes && zstdDecompressSync(bytes.subarray(bytes.indexOf(0x0a) + 1)).includes(text));
  return [...rows.map((row) => row.place), ...found.map(({ key }) => key)];
}

test('[S23] events but the last ones go into segments; rows leave 24 hours later, and the log is the same', async () => {
  const world = await talk();
  const before = await seen(world);
  expect(await world.run()).toEqual({ segments: 4, events: 13, dropped: 0, erased: 0, failed: 0 });
  expect(await seen(world)).toEqual(before);
  expect(await world.run({}, DAY_MS - 60_000)).toMatchObject({ dropped: 0 });
  expect(await world.run({}, DAY_MS + 60_000)).toEqual({ segments: 0, events: 0, dropped: 4, erased: 0, failed: 0 });
  expect((await world.db.pool.query('select seq::int from event order by seq')).rows.map((row) => row.seq)).toEqual([14, 15]);
  expect(await seen(world)).toEqual(before);
  const page = await world.history.page(CAT, { conversationId: world.id, before: 15, after: null, limit: 6 });
  expect(page.events.map((event) => event.seq)).toEqual([9, 10, 11, 12, 13, 14]);
  expect(await verified(world)).toEqual({ segments: 4, events: 13, warm: 0, unnamed: 0, faults: [] });
  expect(await brokenRules(world.db.pool)).toEqual([]);
});

test('[S23] only what is old enough, and not a few events alone', async () => {
  const world = await talk();
  const { pool } = world.db;
  const deps = { pool, blobs: world.blobs, log: world.log, now: () => world.clock.now };
  expect(await runArchive({ ...deps, size: SIZE }, 1)).toMatchObject({ events: 0 });
  expect(await runArchive({ ...deps, size: { ...SIZE, events: 100, least: 14 } }, 0)).toMatchObject({ events: 0 });
  expect(await runArchive({ ...deps, size: { ...SIZE, events: 100, least: 13 } }, 0)).toMatchObject({ segments: 1, events: 13 });
  expect(await runArchive({ ...deps, size: SIZE }, null)).toMatchObject({ events: 0 });
  const segments = await pool.query('select array_length(said_seqs, 1) as said, count_before::int from cold_segment');
  expect(segments.rows).toEqual([{ said: 11, count_before: 0 }]);
});

test('[S15] what a sender was answered is answered again when the message has left the database', async () => {
  const world = await talk();
  const clientId = randomUUID();
  const deed = { do: 'send', by: BEN, text: 'once', clientId, at: 2 } as const;
  const first = await world.act(world.id, deed);
  if (first?.kind !== 'stored') throw new Error('not stored');
  for (let i = 0; i < 4; i++) await world.say();
  await world.run();
  await world.run({}, 2 * DAY_MS);
  const [event] = first.events;
  expect(await world.act(world.id, deed)).toEqual({ kind: 'known', seq: event?.seq, id: event?.id, createdAt: event?.createdAt });
  expect(await world.act(world.id, { ...deed, text: 'twice' })).toMatchObject({ refusal: { refused: 'CONFLICT' } });
  expect(await world.act(world.id, { ...deed, clientId: randomUUID() })).toMatchObject({ kind: 'stored' });
  expect(await world.act(world.id, { ...deed, clientId: randomUUID(), at: 4 })).toMatchObject({ refusal: { refused: 'BAD_INPUT' } });
});

test.each([0, 2 * DAY_MS])(
  '[S18] an archived message that is recalled is served nowhere, and leaves the store (rows: %i)',
  async (later) => {
    const world = await talk();
    await world.act(world.id, { do: 'leave', by: CAT });
    await world.run();
    if (later > 0) await world.run({}, later);
    await world.act(world.id, { do: 'react', by: ANN, emoji: '👍', on: true, at: 3 });
    const edited = await world.act(world.id, { do: 'edit', by: BEN, text: 'secret three, again', at: 3 });
    expect(edited).toMatchObject({ kind: 'stored', events: [{ previousText: 'secret three, edited' }] });
    expect((await world.history.ranges(ANN, all(world.id)))[2]).toMatchObject({ text: 'secret three, again', reactions: [{ count: 1 }] });
    expect((await world.history.ranges(CAT, all(world.id)))[2]).toMatchObject({ text: 'secret three, edited', reactions: [] });
    expect(await world.act(world.id, { do: 'recall', by: BEN, at: 3 })).toMatchObject({ kind: 'stored' });
    expect(JSON.stringify(await seen(world))).not.toContain('three');
    await world.run();
    expect(await holds(world, 'three')).toEqual([]);
    expect(await holds(world, 'secret two')).not.toEqual([]);
    expect(JSON.stringify(await seen(world))).not.toContain('three');
    expect((await world.history.ranges(ANN, all(world.id)))[2]).toMatchObject({ text: null, asOfSeq: 19 });
    expect(await verified(world)).toMatchObject({ unnamed: 0, faults: [] });
    expect(world.logged).toEqual([]);
  },
);

const RACES = [
  [{ do: 'recall', by: BEN, at: 3 }, null],
  [{ do: 'edit', by: BEN, text: 'secret three, raced', at: 3 }, 'secret three, raced'],
] as const;

test.each(RACES)('[S18] [S23] %o between the reading and the recording: the rows are read again', async (deed, text) => {
  const blobs = memoryBlobs();
  const world = await talk(blobs);
  const left = [deed];
  const racing: Blobs = {
    ...blobs,
    async put(key, bytes) {
      await blobs.put(key, bytes);
      const next = left.shift();
      if (next) await world.act(world.id, next);
    },
  };
  expect(await world.run({ blobs: racing })).toMatchObject({ events: 14, failed: 0 });
  expect(left).toEqual([]);
  expect(await world.run({}, 2 * DAY_MS)).toMatchObject({ dropped: 4, failed: 0 });
  expect((await holds(world, 'three')).length > 0).toBe(text !== null);
  expect(await verified(world)).toMatchObject({ unnamed: 0, faults: [] });
  expect((await world.history.ranges(ANN, all(world.id)))[2]).toMatchObject({ text, asOfSeq: 16 });
  expect(world.logged).toEqual([]);
});

/** Everything that a process does after its death fails. */
function dyingAfter(steps: number, { blobs, log }: Pick<Talk, 'blobs' | 'log'>) {
  let left = steps;
  const step = () => {
    left -= 1;
    if (left < 0) throw new Error('killed');
  };
  const alive = <A extends unknown[], R>(work: (...args: A) => R) => {
    return (...args: A): R => {
      if (left < 0) throw new Error('killed');
      return work(...args);
    };
  };
  return {
    died: () => left < 0,
    log: { ...log, debug: step, error: alive(log.error) },
    blobs: { ...blobs, put: alive(blobs.put), get: alive(blobs.get), delete: alive(blobs.delete) },
  };
}

/** The steps in parts, so that each test is short. */
const PARTS = 4;

test.each([0, 1, 2, 3])(
  '[S23] the job killed after each of its steps (part %i): nothing is lost or served, the next run completes',
  async (part) => {
    const world = await logWorld((await testDatabase()).url);
    onTestFinished(() => world.db.close());
    let runs = 0;
    for (let died = true; died; runs++) {
      const here = await talkIn(world);
      await here.run({ size: { ...SIZE, keep: 9 } });
      await here.act(here.id, { do: 'recall', by: BEN, at: 3 });
      const before = await seen(here);
      const dying = dyingAfter(part + PARTS * runs, world);
      const outcome = await here.run({ log: dying.log, blobs: dying.blobs }, 2 * DAY_MS).catch((error: unknown) => error);
      died = dying.died();
      expect(outcome instanceof Error).toBe(died);
      expect(await seen(here)).toEqual(before);
      expect((await verified(here)).faults).toEqual([]);
      expect(await here.run({}, 4 * DAY_MS)).toMatchObject({ failed: 0 });
      expect(await here.run({}, 6 * DAY_MS)).toMatchObject({ failed: 0 });
      expect(await seen(here)).toEqual(before);
      expect(await holds(here, 'three')).toEqual([]);
      expect(await verified(here)).toMatchObject({ events: 14 * (runs + 1), warm: 0, unnamed: 0, faults: [] });
      world.clock.now += 7 * DAY_MS;
    }
    expect(await brokenRules(world.db.pool)).toEqual([]);
    expect(runs * PARTS).toBeGreaterThan(20);
  },
);

const DAMAGE: [string, string, (objects: Map<string, Buffer>, key: string) => void][] = [
  ['missing', 'there is no such object', (objects, key) => void objects.delete(key)],
  ['cut', 'its bytes are not those of its hash', (objects, key) => void objects.set(key, objects.get(key)!.subarray(0, -5))],
  ['empty', 'the header is not JSON', (objects, key) => void objects.set(key, Buffer.alloc(0))],
  [
    'another one',
    'it is the object of other events',
    (objects, key) => void objects.set(key, [...objects].find(([other]) => other !== key)![1]),
  ],
  [
    'altered in its body',
    'its bytes are not those of its hash',
    (objects, key) => void objects.set(key, Buffer.from(objects.get(key)!.map((byte, i) => (i === 300 ? byte ^ 1 : byte)))),
  ],
  [
    'altered in its header',
    'its bytes are not those of its hash',
    (objects, key) => void objects.set(key, Buffer.from(objects.get(key)!.toString('latin1').replace('"count":4', '"count":3'), 'latin1')),
  ],
];

test.each(DAMAGE)('[S23] a segment that is %s is a fault that names its key, never a shorter page', async (_, reason, damage) => {
  const blobs = memoryBlobs();
  const world = await talk(blobs);
  await world.run();
  await world.run({}, 2 * DAY_MS);
  const key = [...blobs.objects.keys()].find((one) => one.includes('/5-8-')) ?? '';
  damage(blobs.objects, key);
  await expect(world.history.ranges(ANN, all(world.id))).rejects.toMatchObject({ code: 'INTERNAL' });
  await expect(world.history.page(ANN, { conversationId: world.id, before: 10, after: null, limit: 3 })).rejects.toMatchObject({
    code: 'INTERNAL',
  });
  expect(world.logged[0]).toMatchObject({ level: 'error', context: { key, reason } });
  expect((await world.history.page(ANN, { conversationId: world.id, before: null, after: null, limit: 5 })).events).toHaveLength(5);
  expect((await verified(world)).faults).toEqual([`${key}: ${reason}`]);
  expect(await world.act(world.id, { do: 'react', by: ANN, emoji: '👍', on: true, at: 6 })).toMatchObject({
    refusal: { refused: 'INTERNAL' },
  });
  expect(await world.act(world.id, { do: 'react', by: ANN, emoji: '👍', on: true, at: 9 })).toMatchObject({ kind: 'stored' });
});

test('[S23] rows of a segment that is damaged within the day stay, and so does the log', async () => {
  const blobs = memoryBlobs();
  const world = await talk(blobs);
  const before = await seen(world);
  await world.run();
  const key = [...blobs.objects.keys()].find((one) => one.includes('/5-8-')) ?? '';
  blobs.objects.delete(key);
  expect(await world.run({}, 2 * DAY_MS)).toMatchObject({ dropped: 3, failed: 1 });
  expect(world.logged).toMatchObject([{ level: 'error', context: { key } }]);
  expect(await seen(world)).toEqual(before);
});

test('[S23] a hole in the database is a fault, and verify names its conversation', async () => {
  const world = await talk();
  await world.run();
  await world.db.pool.query('delete from event where seq = 14');
  await world.db.pool.query('delete from event where seq <= 4');
  await world.db.pool.query('delete from cold_segment where from_seq = 1');
  await expect(world.history.ranges(ANN, all(world.id))).rejects.toMatchObject({ code: 'INTERNAL' });
  expect((await verified(world)).faults).toEqual([
    `conversation ${world.id}: its segments do not reach from 1 to 13 without a hole`,
    `conversation ${world.id}: its rows do not reach from 14 to its head 15 without a hole`,
  ]);
});

test('[S23] a store that does not answer ends the run and answers BUSY; what is warm is read without it', async () => {
  const blobs = memoryBlobs();
  let away = false;
  const get = (key: string) => (away ? Promise.reject(new BlobError('memory cannot be reached')) : blobs.get(key));
  const world = await talk({ ...blobs, get });
  await world.run();
  await world.run({}, 2 * DAY_MS);
  away = true;
  await expect(world.history.ranges(ANN, all(world.id))).rejects.toMatchObject({ code: 'BUSY' });
  await expect(world.history.ranges(ANN, [{ conversationId: world.id, fromSeq: 14, toSeq: 15 }])).resolves.toHaveLength(2);
  for (let i = 0; i < 4; i++) await world.say();
  await expect(world.run()).rejects.toThrow('memory cannot be reached');
  away = false;
  expect(await world.run()).toMatchObject({ segments: 1, failed: 0 });
  expect(await verified(world)).toMatchObject({ faults: [], unnamed: 0 });
});

test('[S23] one process at a time archives; the others leave it to it', async () => {
  const world = await talk();
  const both = await Promise.all([world.run(), world.run()]);
  const counts = both.filter((one): one is ArchiveCounts => one !== null);
  expect(counts.reduce((sum, one) => sum + one.events, 0)).toBe(13);
  expect(await verified(world)).toMatchObject({ events: 13, faults: [] });
});
