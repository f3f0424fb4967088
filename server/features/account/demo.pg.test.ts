// Where no demo was made.
import { beforeAll, expect, test } from 'vitest';
import { accountsWorld, caller, newcomer } from '../../../testing/factories/accounts.ts';
import { beginDemo, makeAccounts, offerDemo } from './index.ts';

let world: Awaited<ReturnType<typeof accountsWorld>>;

beforeAll(async () => {
  world = await accountsWorld();
});

const enter = (handle: string) => world.accounts.demoSignIn({ handle, device: null }, caller);

test('[account] an installation with accounts is no place for a demo, whoever made them', async () => {
  for await (const _ of makeAccounts(world, 1));
  expect(await beginDemo(world.db.pool)).toEqual({ kind: 'foreign' });
  await world.accounts.signUp(newcomer('ann'), caller);
  expect(await beginDemo(world.db.pool)).toEqual({ kind: 'foreign' });
});

test('[account] nobody is offered there and nobody comes in without a password, even with rows of a demo', async () => {
  const { user } = await world.accounts.signIn({ email: 'ann@example.org', password: newcomer('ann').password, device: null }, caller);
  expect(await world.accounts.demoOffers()).toEqual([]);
  await expect(enter('ann')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await offerDemo(world.db.pool, user.id, [{ id: user.id, about: { en: 'Ann', zh: '安' } }]);
  expect(await world.accounts.demoOffers()).toEqual([]);
  await expect(enter('ann')).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
