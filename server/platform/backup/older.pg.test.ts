// [S13] An older backup in place of a grown database, and grown on: a device that stood in the lost history must not go on
// as if nothing had been. Each way of putting it back is tried with what finds it out, and planted without.
import { beforeAll, expect, test } from 'vitest';
import { chatWorld } from '../../../testing/factories/chat.ts';
import { backUp, ownFolder, restore } from '../../../testing/factories/restored.ts';
import { testDatabase } from '../../../testing/setup/services.ts';
import type { Actor } from '../actor.ts';
import { openEpoch } from '../epoch.ts';
import type { Mirror } from '../mirror.ts';
import type { RestoreAsk } from './restore-backup.ts';

type Server = Awaited<ReturnType<typeof chatWorld>>;

const at = ownFolder();
const quiet = { debug() {}, info() {}, warn() {}, error() {} };
let grown: Server;
let ann: Actor;
let ben: Actor;
let room: string;
let mirror: Mirror;
let stood: { cursor: string; log: Map<number, string | null>; resets: string[] };

/** Somebody's device: what it holds of the room, brought up to date by pulls, and by a snapshot and the log after a reset. */
async function bringUp(device: typeof stood, server: Server): Promise<void> {
  for (;;) {
    const page = await server.timeline.pull(ben.userId, device.cursor, 50);
    if ('reason' in page) {
      device.resets.push(page.reason);
      device.cursor = (await server.conversations.snapshot(ben.userId)).cursor;
      device.log = await logOf(server);
      continue;
    }
    for (const event of page.entries.flatMap((entry) => entry.events)) device.log.set(event.seq, event.text);
    device.cursor = page.cursor;
    if (!page.more) return;
  }
}

async function logOf(server: Server): Promise<Map<number, string | null>> {
  const { events } = await server.history.page(ben.userId, { conversationId: grownRoom(), before: null, after: 0, limit: 500 });
  return new Map(events.map((event) => [event.seq, event.text]));
}

const grownRoom = () => room as Parameters<Server['history']['page']>[1]['conversationId'];

beforeAll(async () => {
  const { url } = await testDatabase();
  grown = await chatWorld({ database: url });
  const held = new Map<string, number>();
  mirror = {
    read: (id) => Promise.resolve(held.get(id) ?? 0),
    raise: (id, counter) => Promise.resolve(void held.set(id, Math.max(held.get(id) ?? 0, counter))),
  };
  const epoch = await openEpoch({ pool: grown.db.pool, mirrors: [mirror], log: quiet, changed: () => undefined });
  [ann, ben] = (await grown.people(2)) as [Actor, Actor];
  room = await grown.group(ann, ben);
  await grown.say(ann, room, 'kept');
  await backUp(url, at('older'));
  for (let n = 0; n < 5; n++) await grown.say(ann, room, `lost ${n}`);
  await epoch.close();
  stood = { cursor: (await grown.conversations.snapshot(ben.userId)).cursor, log: await logOf(grown), resets: [] };
});

/** The older backup is put back, served and grown past where the device stood; what the device then holds and should. */
async function afterwards(options: { mint?: RestoreAsk['mint']; mirrors: readonly Mirror[] }) {
  const target = await testDatabase();
  await restore(target.url, at('older'), options.mint ? { mint: options.mint } : { mirrors: options.mirrors });
  const server = await chatWorld({ database: target.url });
  const epoch = await openEpoch({ pool: server.db.pool, mirrors: options.mirrors, log: quiet, changed: server.timeline.epochChanged });
  for (let n = 0; n < 9; n++) await server.say(ann, room, `new ${n}`);
  const device = { cursor: stood.cursor, log: new Map(stood.log), resets: [] as string[] };
  await bringUp(device, server);
  await server.say(ann, room, 'and on');
  await bringUp(device, server);
  await epoch.close();
  return { held: [...device.log], there: [...(await logOf(server))], resets: device.resets };
}

/** As one who copies the files of the database back: its epoch is that of the backup. */
const unminted = () => Promise.resolve();

test('[S13] [S20] after our own restore a device hears RESET, reads anew and goes on', async () => {
  const { held, there, resets } = await afterwards({ mirrors: [] });
  expect(resets).toEqual(['epoch']);
  expect(held).toEqual(there);
  expect(there.map(([, text]) => text).slice(-2)).toEqual(['new 8', 'and on']);
});

test('[S13] [S20] put back by other means, the mirror finds it out', async () => {
  const { held, there, resets } = await afterwards({ mint: unminted, mirrors: [mirror] });
  expect(resets).toEqual(['epoch']);
  expect(held).toEqual(there);
});

test('[S13] planted: without the new epoch the device is cheated, and this check sees it', async () => {
  const { held, there, resets } = await afterwards({ mint: unminted, mirrors: [] });
  expect(resets).toEqual([]);
  expect(held).not.toEqual(there);
  expect(stood.log.get(7)).toBe('lost 4');
  expect(held.map(([, text]) => text)).toContain('lost 0');
});
