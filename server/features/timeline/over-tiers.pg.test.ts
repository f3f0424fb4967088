// Commands that name archived events, through the writers, beside a store of objects that answers when the test lets it.
import { randomUUID } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { ANN, BEN, commandOf, logWorld } from '../../../testing/factories/log-world.ts';
import { memoryBlobs } from '../../../testing/factories/memory-blobs.ts';
import { testDatabase } from '../../../testing/setup/services.ts';
import { BlobError, type Blobs } from '../../platform/blobs/blobs.ts';
import { openIds } from '../../platform/ids.ts';
import { runArchive } from '../history/index.ts';
import { createTimeline } from './index.ts';

const DAY_MS = 24 * 3_600_000;
const SIZE = { events: 4, bytes: 10_000, least: 1, keep: 2 };
const say = (text: string) => ({ do: 'send', by: ANN, text, clientId: randomUUID(), at: null }) as const;
const like = (at: number) => ({ do: 'react', by: BEN, emoji: '👍', on: true, at }) as const;

/** Two logs of 8 events, of which 2 to 6 have left the database; `gate` answers the reads of the store from now on. */
async function archived() {
  const blobs = memoryBlobs();
  let gate: Blobs['get'] = blobs.get;
  const world = await logWorld((await testDatabase()).url, { ...blobs, get: (key) => gate(key) });
  const { db, log } = world;
  const rooms = [await world.found(), await world.found()] as const;
  for (const id of rooms) for (let seq = 2; seq <= 8; seq++) await world.act(id, say(`say ${seq}`));
  for (const later of [1, 3]) {
    await runArchive({ pool: db.pool, blobs, log, now: () => world.clock.now + later * DAY_MS, size: SIZE }, 0);
  }
  const ids = await openIds(db.pool, log);
  const timeline = createTimeline({ db, ids, log, blobs: world.blobs });
  onTestFinished(async () => {
    await timeline.close();
    await ids.close();
    await db.close();
  });
  const shut = (answer: Blobs['get']) => {
    gate = answer;
  };
  return { ...world, rooms, timeline, shut };
}

test('[S1] [S23] who reacts to an archived message waits for the store alone; the same conversation keeps its order', async () => {
  const { rooms, timeline, shut, blobs } = await archived();
  const [room, other] = rooms;
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  const objects = memoryBlobs();
  for (const key of await blobs.list('')) await objects.put(key, (await blobs.get(key)) ?? Buffer.alloc(0));
  shut(async (key) => {
    await opened;
    return objects.get(key);
  });
  const waiting = [timeline.submit(commandOf(room, like(3))), timeline.submit(commandOf(room, say('after it')))];
  expect(await timeline.submit(commandOf(other, say('meanwhile')))).toMatchObject({ kind: 'stored', events: [{ seq: 9 }] });
  open();
  expect(await Promise.all(waiting)).toMatchObject([
    { kind: 'stored', events: [{ kind: 'reaction', seq: 9 }] },
    { kind: 'stored', events: [{ kind: 'message', seq: 10 }] },
  ]);
});

test('[S23] a store that does not answer refuses the one that needs it, and its neighbours are stored', async () => {
  const { rooms, timeline, shut } = await archived();
  const [room] = rooms;
  shut(() => Promise.reject(new BlobError('away')));
  const both = await Promise.all([timeline.submit(commandOf(room, like(3))), timeline.submit(commandOf(room, say('beside it')))]);
  expect(both).toMatchObject([{ refusal: { refused: 'INTERNAL' } }, { kind: 'stored', events: [{ seq: 9 }] }]);
});
