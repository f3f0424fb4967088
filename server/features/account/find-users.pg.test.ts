import { beforeAll, expect, test, vi } from 'vitest';
import type { UserId } from '../../../core/protocol/ids.ts';
import { accountsWorld, caller, newcomer } from '../../../testing/factories/accounts.ts';

let world: Awaited<ReturnType<typeof accountsWorld>>;
const ids = new Map<string, UserId>();

const people = [
  ['ann', 'Zoe'],
  ['ann-2', 'Bea'],
  ['joanna', 'Ann Lee'],
  ['per_cent', '100% Per'],
  ['percent', 'Plain'],
  ['back', 'a\\b'],
  ['wang', '王小明'],
  ['gone', 'Ann Gone'],
] as const;

beforeAll(async () => {
  world = await accountsWorld();
  for (const [handle, name] of people) ids.set(handle, (await world.accounts.signUp(newcomer(handle, { name }), caller)).actor.userId);
  await world.db.pool.query('update users set disabled_at = now() where id = $1', [ids.get('gone')]);
});

const found = async (text: string, first = 20) => (await world.accounts.findUsers(text, first)).map(({ handle }) => handle);

test('[find] the exact handle first, then handles that start so, then by name; in any case of letters', async () => {
  expect(await found('ann')).toEqual(['ann', 'ann-2', 'joanna']);
  expect(await found(' @ANN ')).toEqual(['ann', 'ann-2', 'joanna']);
  expect(await found('ann', 2)).toEqual(['ann', 'ann-2']);
  expect(await found('小明')).toEqual(['wang']);
});

test('[find] the wildcards of the database are plain characters', async () => {
  expect(await found('%')).toEqual(['per_cent']);
  expect(await found('_')).toEqual(['per_cent']);
  expect(await found('per_')).toEqual(['per_cent']);
  expect(await found('\\')).toEqual(['back']);
});

test('[find] nothing is found by nothing, nor by what no name can hold', async () => {
  for (const text of ['', '   ', '@', '\0', 'ann\0', '\ud800', "'; drop table users; --"]) expect(await found(text)).toEqual([]);
});

test('[find] a match does not span name and handle, and the disabled are not found', async () => {
  expect(await found('zoe ann')).toEqual([]);
  expect(await found('gone')).toEqual([]);
});

test('[find] the index of names serves the search', async () => {
  const client = await world.db.pool.connect();
  try {
    await client.query('begin');
    await client.query('set local enable_seqscan = off');
    const { rows } = await client.query(
      `explain select user_id from profile p where lower(p.name) || ' ' || coalesce(p.handle, '') like '%' || lower('annabel') || '%'`,
    );
    expect(JSON.stringify(rows)).toContain('profile_search_idx');
  } finally {
    await client.query('rollback');
    client.release();
  }
});

test('[users] those asked for in one turn are read by one statement; unknown ones are left out', async () => {
  const [ann, wang] = [ids.get('ann')!, ids.get('wang')!];
  const query = vi.spyOn(world.db.quick, 'query');
  const [users, one] = await Promise.all([world.accounts.loadUsers([ann, wang, ann, '17' as UserId]), world.accounts.loadUser(wang)]);
  expect(query).toHaveBeenCalledTimes(1);
  expect([...users.keys()]).toEqual([ann, wang]);
  expect(one).toEqual({ id: wang, handle: 'wang', name: '王小明', avatarUrl: null, kind: 'PERSON' });
});

test('[profile] a name and a handle change; a taken handle is BAD_INPUT and changes nothing', async () => {
  const actor = { userId: ids.get('percent')!, terminalId: '1', terminalKind: 'WEB', power: 0, isVisitor: false } as Parameters<
    typeof world.accounts.updateProfile
  >[0];
  expect(await world.accounts.updateProfile(actor, { name: 'Renamed' })).toMatchObject({ handle: 'percent', name: 'Renamed' });
  expect(await world.accounts.updateProfile(actor, { handle: 'pc' })).toMatchObject({ handle: 'pc', name: 'Renamed' });
  const taken = world.accounts.updateProfile(actor, { name: 'Third', handle: 'ann' });
  await expect(taken).rejects.toMatchObject({ code: 'BAD_INPUT', details: { field: 'handle' } });
  expect((await world.accounts.loadUser(actor.userId))?.name).toBe('Renamed');
});
