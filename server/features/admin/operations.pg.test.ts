import { beforeAll, expect, test } from 'vitest';
import { chatWorld } from '../../../testing/factories/chat.ts';
import { noOperations } from '../../../testing/factories/observed.ts';
import type { Actor } from '../../platform/actor.ts';
import { createAdmin } from './index.ts';

let world: Awaited<ReturnType<typeof chatWorld>>;
let people: Actor[];
let boss: Actor;

beforeAll(async () => {
  world = await chatWorld();
  const [first, ...others] = await world.people(6);
  boss = { ...first!, power: 1 };
  people = others;
});

/** The page, with these people's devices connected. */
async function devicesOf(connected: readonly Actor[]) {
  const operations = { ...noOperations, connected: () => connected };
  const admin = createAdmin({ db: world.db, accounts: world.accounts, operations });
  return (await admin.loadOperations(boss)).devices;
}

const headOf = async ({ userId }: Actor) =>
  Number((await world.db.pool.query('select pos from user_cursor where user_id = $1', [userId])).rows[0].pos);

async function ack(actor: Actor, pos: number): Promise<void> {
  await world.timeline.ack(actor, `epoch.${pos}`);
}

test('[admin 1] the figures of an instance are for those with power', async () => {
  const admin = createAdmin({ db: world.db, accounts: world.accounts, operations: noOperations });
  await expect(admin.loadOperations({ ...boss, power: 0 })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  expect(await admin.loadOperations(boss)).toMatchObject({
    instance: 'one',
    slowMs: 500,
    parts: { database: true },
    devices: { connected: 0 },
  });
});

test('[admin] a device is complete, silent, on its way, or behind since its first missing entry', async () => {
  const [whole, silent, young, late, later] = people as [Actor, Actor, Actor, Actor, Actor];
  const room = await world.group(whole, silent, young, late, later);
  await ack(late, await headOf(late));
  await ack(later, (await headOf(later)) - 1);
  for (const text of ['one', 'two', 'three']) await world.say(whole, room, text);
  await ack(whole, await headOf(whole));
  await ack(young, (await headOf(young)) - 1);
  await world.db.pool.query(`update entry set created_at = now() - interval '1 minute' where user_id = any($1)`, [
    [late.userId, later.userId],
  ]);

  const devices = await devicesOf(people);
  expect(devices).toMatchObject({ connected: 5, complete: 2, silent: 1 });
  expect(devices.behind.map(({ terminalId, pos, head }) => [terminalId, head - (pos ?? 0)])).toEqual([
    [later.terminalId, 4],
    [late.terminalId, 3],
  ]);
  const since = Date.parse(devices.behind[0]?.since ?? '');
  expect(Date.now() - since).toBeGreaterThan(50_000);
  expect(await devicesOf([whole])).toEqual({ connected: 1, complete: 1, silent: 0, behind: [] });
  expect(await devicesOf([])).toEqual({ connected: 0, complete: 0, silent: 0, behind: [] });
});

test('[admin] what a device stored of a lost history counts as nothing, and an entry that is dropped has no time', async () => {
  const [whole, , , late] = people as [Actor, Actor, Actor, Actor];
  await world.db.pool.query('delete from entry where user_id = $1', [late.userId]);
  expect((await devicesOf([late])).behind).toMatchObject([{ terminalId: late.terminalId, since: null }]);
  await world.db.pool.query(`update terminal set ack_epoch = 'another' where id = $1`, [whole.terminalId]);
  expect(await devicesOf([whole])).toMatchObject({ complete: 0, silent: 1, behind: [] });
});
