import { beforeAll, expect, test } from 'vitest';
import { accountsWorld, caller, newcomer } from '../../../testing/factories/accounts.ts';
import { type MadeAccount, makeAccounts } from './index.ts';

let world: Awaited<ReturnType<typeof accountsWorld>>;

beforeAll(async () => {
  world = await accountsWorld();
});

async function make(count: number): Promise<MadeAccount[]> {
  const made: MadeAccount[] = [];
  for await (const batch of makeAccounts(world, count)) made.push(...batch);
  return made;
}

test('[accounts] many accounts are made with tokens that work, and none is owner', async () => {
  const made = await make(2500);
  expect(made.map(({ handle }) => handle)).toEqual(made.map((_, i) => `user-${String(i + 1).padStart(6, '0')}`));
  expect(new Set(made.map(({ id }) => id)).size).toBe(2500);
  const actors = await Promise.all(made.map(({ token }) => world.accounts.authenticate(token)));
  expect(actors.map((actor) => actor?.userId)).toEqual(made.map(({ id }) => id));
  expect(actors.every((actor) => actor?.power === 0)).toBe(true);
  const { rows } = await world.db.pool.query(
    'select (select count(*)::int from user_cursor) as cursors, (select owner_id from installation) as owner',
  );
  expect(rows).toEqual([{ cursors: 2500, owner: null }]);
});

test('[accounts] later and simultaneous runs go on with the numbers, each makes as many as it was asked for', async () => {
  const runs = await Promise.all([make(700), make(700), make(700)]);
  expect(runs.map((made) => made.length)).toEqual([700, 700, 700]);
  const handles = runs.flat().map(({ handle }) => handle);
  expect(new Set(handles).size).toBe(2100);
  const { rows } = await world.db.pool.query(`select count(*)::int as n from profile`);
  expect(rows).toEqual([{ n: 4600 }]);
});

test('[accounts] a handle that a person took is left to them', async () => {
  await world.accounts.signUp(newcomer('user-009999'), caller);
  expect((await make(2)).map(({ handle }) => handle)).toEqual(['user-010000', 'user-010001']);
});
