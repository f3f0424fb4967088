// Pages of a log of the largest messages there are: bounded in bytes, and none is missed.
import { beforeAll, expect, test } from 'vitest';
import type { ConversationId } from '../../../core/protocol/ids.ts';
import { LIMITS } from '../../../core/protocol/limits.ts';
import { chatWorld } from '../../../testing/factories/chat.ts';
import type { Actor } from '../../platform/actor.ts';

const COUNT = 100;
let world: Awaited<ReturnType<typeof chatWorld>>;
let ann: Actor;
let room: ConversationId;

beforeAll(async () => {
  world = await chatWorld();
  [ann] = (await world.people(1)) as [Actor];
  room = await world.group(ann);
  for (let n = 0; n < COUNT; n += 1) await world.say(ann, room, '水'.repeat(LIMITS.textUnits));
});

test('[S8] a hundred messages of the largest size come in pages of about 1 MiB, in both directions', async () => {
  const page = (ask: { before?: number; after?: number }) =>
    world.history.page(ann.userId, { conversationId: room, before: null, after: null, limit: 500, ...ask });
  const seqs = Array.from({ length: COUNT + 1 }, (_, n) => n + 1);
  const sizes: number[] = [];
  const up: number[] = [];
  for (let got = await page({ after: 0 }); ; got = await page({ after: up.at(-1) ?? 0 })) {
    sizes.push(Buffer.byteLength(JSON.stringify(got)));
    up.push(...got.events.map((event) => event.seq));
    if (!got.hasAfter) break;
  }
  const down: number[] = [];
  for (let got = await page({}); ; got = await page({ before: down[0] ?? 0 })) {
    sizes.push(Buffer.byteLength(JSON.stringify(got)));
    down.unshift(...got.events.map((event) => event.seq));
    if (!got.hasBefore) break;
  }
  expect([up, down]).toEqual([seqs, seqs]);
  expect(Math.max(...sizes)).toBeLessThan(LIMITS.pullBytes * 1.05);
});

test('[S8] a pull of them is bounded likewise', async () => {
  let after = `${(await world.conversations.snapshot(ann.userId)).cursor.split('.')[0]}.0`;
  const seqs: number[] = [];
  for (;;) {
    const got = await world.timeline.pull(ann.userId, after, 500);
    if ('reason' in got) throw new Error(got.reason);
    expect(Buffer.byteLength(JSON.stringify(got))).toBeLessThan(LIMITS.pullBytes * 1.05);
    seqs.push(...got.entries.flatMap((entry) => entry.events.map((event) => event.seq)));
    after = got.cursor;
    if (!got.more) break;
  }
  expect(seqs).toEqual(Array.from({ length: COUNT + 1 }, (_, n) => n + 1));
});
