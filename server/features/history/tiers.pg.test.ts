// S23: a log that is archived while people go on in it, beside its twin that is not: whatever is asked of them, the answers
// are the same to the last byte.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ConversationId } from '../../../core/protocol/ids.ts';
import { brokenRules } from '../../../testing/factories/broken-rules.ts';
import { ANN, type Deed, type LogWorld, logWorld, PEOPLE } from '../../../testing/factories/log-world.ts';
import { testDatabase } from '../../../testing/setup/services.ts';
import { markRead } from '../timeline/mark-read.ts';
import { runArchive } from './archive.ts';
import { verifyHistory } from './verify.ts';

const HOUR_MS = 3_600_000;
const SIZE = { events: 4, bytes: 1_000, least: 2, keep: 2 };
let tiered: LogWorld;
let twin: LogWorld;
let jobNow = 0;

beforeAll(async () => {
  tiered = await logWorld((await testDatabase()).url);
  twin = await logWorld((await testDatabase()).url);
});
afterAll(() => Promise.all([tiered.db.close(), twin.db.close()]));

/** Each run is 13 hours after the one before: what it archives leaves the database in the second one after it. */
async function archive(): Promise<void> {
  jobNow = Math.max(jobNow, tiered.clock.now) + 13 * HOUR_MS;
  const { pool } = tiered.db;
  const counts = await runArchive({ pool, blobs: tiered.blobs, log: tiered.log, now: () => jobNow, size: SIZE }, 0);
  expect(counts).toMatchObject({ failed: 0 });
}

interface Step {
  /** The deeds go on while the job runs. */
  readonly archive: boolean;
  readonly deeds: readonly (Deed | { readonly do: 'read'; readonly by: Deed['by']; readonly at: number })[];
}

const someone = fc.constantFrom(...PEOPLE);
/** Mostly where messages stand that are archived by then. */
const place = fc.integer({ min: 1, max: 12 });
const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).filter((text) => text.trim() !== '' && !text.includes('\0'));
const deed = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('send'), by: someone, text: word, clientId: fc.uuid(), at: fc.option(place, { freq: 2 }) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('edit'), by: someone, text: word, at: place }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('recall'), by: someone, at: place }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('react'), by: someone, emoji: fc.constantFrom('👍', '🎉'), on: fc.boolean(), at: place }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('leave', 'join'), by: fc.constantFrom(...PEOPLE.slice(1)) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('read'), by: someone, at: place }) },
) as fc.Arbitrary<Step['deeds'][number]>;
const step: fc.Arbitrary<Step> = fc.record({
  archive: fc.constantFrom(true, true, false),
  deeds: fc.array(deed, { minLength: 2, maxLength: 8, size: 'max' }),
});

async function act(world: LogWorld, id: ConversationId, list: Step['deeds']): Promise<unknown[]> {
  const outcomes: unknown[] = [];
  for (const one of list) {
    if (one.do !== 'read') outcomes.push(await world.act(id, one));
    else outcomes.push(await markRead(world.db.writers, one.by, id, one.at).catch((error: unknown) => String(error)));
  }
  return outcomes;
}

/** Edits and recalls are done by the author, where the message stands by then. */
async function actAsAuthors(id: ConversationId, list: Step['deeds']): Promise<{ done: Step['deeds']; outcomes: unknown[] }> {
  const done: Step['deeds'][number][] = [];
  const outcomes: unknown[] = [];
  for (const one of list) {
    const { rows } =
      one.do === 'edit' || one.do === 'recall'
        ? await twin.db.pool.query('select sender_id as by from event where conversation_id = $1 and seq = $2 and kind = 1', [id, one.at])
        : { rows: [] };
    const by = rows[0] ? { ...one, by: rows[0].by } : one;
    done.push(by);
    outcomes.push(...(await act(twin, id, [by])));
  }
  return { done, outcomes };
}

/** All that readers can ask of a log, and what is counted over it. */
async function answers({ history, db }: LogWorld, id: ConversationId) {
  const all = [{ conversationId: id, fromSeq: 1, toSeq: 999 }];
  const page = (by: Deed['by'], before: number | null, after: number | null, limit: number) =>
    history.page(by, { conversationId: id, before, after, limit }).catch((error: unknown) => String(error));
  const told = await Promise.all(
    PEOPLE.flatMap((by) => [history.ranges(by, all), page(by, null, null, 7), page(by, 9, null, 3), page(by, null, 2, 5)]),
  );
  const { rows } = await db.pool.query(
    'select user_id, read_seq, read_count, mine_after, count - read_count - mine_after as unread from member join conversation on id = conversation_id where id = $1 order by user_id',
    [id],
  );
  const text = JSON.stringify([told, rows], (key, value) => (key === 'reactions' ? sorted(value) : value));
  return JSON.parse(text);
}

/** Emoji that came within one millisecond have no order of their own. */
const sorted = (list: { emoji: string }[]) => [...list].sort((a, b) => (a.emoji < b.emoji ? -1 : 1));

async function play(steps: readonly Step[]): Promise<void> {
  const [id, other] = [await tiered.found(), await twin.found()];
  const sent: Deed[] = [];
  for (const { archive: archiving, deeds } of steps) {
    const list = [...deeds, ...sent.slice(0, 1)];
    sent.push(...deeds.filter((one) => one.do === 'send'));
    const { done, outcomes } = await actAsAuthors(other, list);
    const [mine] = await Promise.all([act(tiered, id, done), archiving ? archive() : null]);
    expect(mine).toEqual(outcomes);
    expect(await answers(tiered, id)).toEqual(await answers(twin, other));
  }
  for (let run = 0; run < 3; run++) {
    await archive();
    expect(await answers(tiered, id)).toEqual(await answers(twin, other));
  }
}

const says = (n: number): Step['deeds'][number] => ({
  do: 'send',
  by: ANN,
  text: `text ${n}`,
  clientId: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
  at: null,
});

/** Whatever is drawn, once an archived message is changed. */
const LATE: readonly Step[] = [
  { archive: false, deeds: [1, 2, 3, 4, 5, 6, 7, 8].map(says) },
  { archive: true, deeds: [says(9)] },
  { archive: true, deeds: [says(10)] },
  { archive: false, deeds: [{ do: 'edit', by: ANN, text: 'changed late', at: 2 }] },
];

test('[S23] [S15] [S16] [S18] a log over the tiers is the log: before, during and after migration, with effects racing it', async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 6, size: 'max' }), play), {
    numRuns: 8,
    endOnFailure: true,
    examples: [[[...LATE]]],
  });
  expect(await brokenRules(tiered.db.pool)).toEqual([]);
  expect(await verifyHistory({ pool: tiered.db.pool, blobs: tiered.blobs })).toMatchObject({ faults: [], unnamed: 0 });
  expect(tiered.logged).toEqual([]);
  const { rows } = await tiered.db.pool.query(
    'select (select count(*)::int from cold_segment where dropped_at is not null) as dropped, (select count(*)::int from cold_overlay) as overlays',
  );
  expect(rows[0].dropped).toBeGreaterThan(5);
  expect(rows[0].overlays).toBeGreaterThan(0);
});
