// Pinned and muted, on a real database: for oneself, on all devices.
import pg from 'pg';
import { beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { setPrefsInput } from '../../../core/protocol/commands.ts';
import type { ConversationId } from '../../../core/protocol/ids.ts';
import { LIMITS } from '../../../core/protocol/limits.ts';
import type { WireFrame } from '../../../core/protocol/wire.ts';
import { applyPrefs } from '../../../core/timeline/reduce.ts';
import { chatWorld } from '../../../testing/factories/chat.ts';
import type { Actor } from '../../platform/actor.ts';

let world: Awaited<ReturnType<typeof chatWorld>>;
let ann: Actor;
let ben: Actor;

beforeAll(async () => {
  world = await chatWorld();
  [ann, ben] = (await world.people(2)) as [Actor, Actor];
});

const set = (actor: Actor, conversationId: ConversationId, change: object) =>
  world.conversations.setPrefs(actor.userId, setPrefsInput.parse({ conversationId, ...change }));

async function cursorOf({ userId }: Actor): Promise<string> {
  return (await world.conversations.snapshot(userId)).cursor;
}

async function entriesAfter({ userId }: Actor, cursor: string) {
  const page = await world.timeline.pull(userId, cursor, 500);
  if ('reason' in page) throw new Error(page.reason);
  return page.entries;
}

test('[prefs] what is not named stays, what is unchanged writes nothing, and others see none of it', async () => {
  const room = await world.group(ann, ben);
  const [before, theirs] = [await cursorOf(ann), await cursorOf(ben)];
  expect(await set(ann, room, { pinned: true })).toMatchObject({ id: room, pinned: true, muted: false });
  expect(await set(ann, room, { muted: true })).toMatchObject({ pinned: true, muted: true });
  expect(await set(ann, room, { pinned: true, muted: true })).toMatchObject({ pinned: true, muted: true });
  expect(await set(ann, room, {})).toMatchObject({ pinned: true, muted: true });
  expect(await set(ann, room, { pinned: false })).toMatchObject({ pinned: false, muted: true });
  const entry = (pinned: boolean, muted: boolean) => ({ kind: 'prefs', conversationId: room, events: [], data: { pinned, muted } });
  expect(await entriesAfter(ann, before)).toMatchObject([entry(true, false), entry(true, true), entry(false, true)]);
  expect(await entriesAfter(ben, theirs)).toEqual([]);
  expect(await world.conversations.get(ben.userId, room)).toMatchObject({ pinned: false, muted: false });
});

test('[prefs] strangers, those who left and those who name other fields are refused', async () => {
  const [cat, dan] = (await world.people(2)) as [Actor, Actor];
  const room = await world.group(ann, cat);
  await expect(set(dan, room, { pinned: true })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(set(dan, '77' as ConversationId, { pinned: true })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await set(cat, room, { pinned: true, muted: true });
  await world.conversations.leave(cat.userId, { conversationId: room });
  await expect(set(cat, room, { pinned: false })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await world.conversations.addMembers(ann.userId, { conversationId: room, userIds: [cat.userId] });
  expect(await world.conversations.get(cat.userId, room)).toMatchObject({ pinned: false, muted: false });
  for (const change of [{ archived: true }, { pinned: 'yes' }, { pinned: true, userId: ann.userId }])
    expect(setPrefsInput.safeParse({ conversationId: room, ...change }).success).toBe(false);
});

test('[S5] [S17] changes at once from many devices: one order for all, snapshot + entries = what is read anew', async () => {
  const rooms = await Promise.all([world.group(ann, ben), world.group(ann)]);
  const before = await world.conversations.snapshot(ann.userId);
  const changes = Array.from({ length: 40 }, (_, n) => (n % 3 === 0 ? { muted: n % 2 === 0 } : { pinned: n % 4 < 2 }));
  await Promise.all(changes.flatMap((change, n) => [set(ann, rooms[n % 2]!, change), world.say(ben, rooms[0], `${n}`)]));
  const rows = new Map(before.conversations.map((row) => [row.id, row]));
  const entries = await entriesAfter(ann, before.cursor);
  expect(entries.map(({ pos }) => pos)).toEqual(entries.map((_, index) => entries[0]!.pos + index));
  for (const { kind, conversationId, data } of entries)
    if (kind === 'prefs' && conversationId) rows.set(conversationId, applyPrefs(rows.get(conversationId)!, data ?? {}));
  for (const room of rooms) {
    const { pinned, muted } = await world.conversations.get(ann.userId, room);
    expect(rows.get(room)).toMatchObject({ pinned, muted });
  }
});

test('[S17] the streams of all my devices are told', async () => {
  const room = await world.group(ann, ben);
  const stop = new AbortController();
  const listen = async (device: Actor) => {
    const frames: WireFrame[] = [];
    for await (const frame of world.timeline.open({ ...device, after: null, signal: stop.signal })) {
      frames.push(frame);
      if (frames.length === 1) opened();
      if (frame.entries) return frames.flatMap(({ entries }) => entries ?? []);
    }
    throw new Error('the stream ended');
  };
  let waiting = 2;
  const both = Promise.withResolvers<void>();
  const opened = () => {
    waiting -= 1;
    if (waiting === 0) both.resolve();
  };
  const heard = [listen(ann), listen(ann)];
  await both.promise;
  await set(ann, room, { muted: true });
  for (const entries of await Promise.all(heard)) {
    expect(entries).toMatchObject([{ kind: 'prefs', conversationId: room, data: { pinned: false, muted: true } }]);
  }
  stop.abort();
});

test('[limits] as many as the limit are pinned, also by many at once; one more is refused and changes nothing', async () => {
  const [eve] = (await world.people(1)) as [Actor];
  const rooms = await Promise.all(Array.from({ length: LIMITS.pinned + 3 }, () => world.group(eve)));
  const pinned = await Promise.allSettled(rooms.map((room) => set(eve, room, { pinned: true })));
  const refused = pinned.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
  expect(refused.map(({ code, details }) => [code, details.reason])).toEqual(Array(3).fill(['BAD_INPUT', 'too_many_pinned']));
  const { conversations } = await world.conversations.snapshot(eve.userId);
  expect(conversations.filter((row) => row.pinned).length).toBe(LIMITS.pinned);
  await set(eve, conversations.find((row) => row.pinned)!.id, { pinned: false });
  expect(await set(eve, conversations.find((row) => !row.pinned)!.id, { pinned: true })).toMatchObject({ pinned: true });
});

test('[prefs] a change costs four statements, a pin its count under the lock too, one without effect the first alone', async () => {
  const room = await world.group(ann, ben);
  await set(ann, room, { muted: true });
  const query = vi.spyOn(pg.Client.prototype, 'query');
  onTestFinished(() => query.mockRestore());
  const statements = async (change: Parameters<typeof world.timeline.setPrefs>[2]) => {
    query.mockClear();
    await world.timeline.setPrefs(ann.userId, room, change);
    const names = query.mock.calls.map(([asked]: readonly unknown[]) =>
      typeof asked === 'object' ? (asked as { name?: string }).name : null,
    );
    return names.filter((name) => name?.startsWith('timeline_')).map((name) => name?.slice('timeline_'.length));
  };
  const writes = ['prefs_write', 'cursors', 'entries'];
  expect((await statements({ muted: false })).sort()).toEqual(['prefs_lock', ...writes].sort());
  expect((await statements({ pinned: true })).sort()).toEqual(['prefs_lock', 'cursors', 'prefs_pinned', ...writes].sort());
  expect(await statements({ pinned: true })).toEqual(['prefs_lock']);
});
