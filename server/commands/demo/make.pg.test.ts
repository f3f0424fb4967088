// The demo on a real database, as the command makes it.
import { beforeAll, expect, test } from 'vitest';
import type { UserId } from '../../../core/protocol/ids.ts';
import { caller, newcomer } from '../../../testing/factories/accounts.ts';
import { brokenRules } from '../../../testing/factories/broken-rules.ts';
import { chatWorld } from '../../../testing/factories/chat.ts';
import { testLimits } from '../../../testing/factories/limits.ts';
import { CAST, HANDLES } from './cast.ts';
import { makeDemo } from './make.ts';
import { readTalks } from './talks.ts';

let world: Awaited<ReturnType<typeof chatWorld>>;
let made: Awaited<ReturnType<typeof makeDemo>>;
const talks = readTalks();

beforeAll(async () => {
  world = await chatWorld();
  made = await makeDemo(world);
}, 120_000);

const idOf = async (handle: string): Promise<UserId> => {
  const [user] = await world.accounts.findUsers(handle, 1);
  if (user?.handle !== handle) throw new Error(`nobody is ${handle}`);
  return user.id;
};

/** Everything that a second run could change. */
async function everything(): Promise<unknown> {
  const { rows } = await world.db.pool.query(
    `select (select count(*) from event) events, (select sum(pos) from user_cursor) pos, (select count(*) from entry) entries,
       (select count(*) from users) users, (select sum(read_seq) from member) read, (select demo_at from installation) at,
       (select count(*) from reaction) reactions, (select count(*) from demo_account) offered`,
  );
  return rows;
}

test('[demo] all that stands in the talks stands in the logs, at its time, and none of it is in the future', async () => {
  expect(made).toMatchObject({ kind: 'made', people: HANDLES.length, conversations: talks.size });
  const steps = [...talks.values()].flatMap((talk) => talk.steps);
  const { rows } = await world.db.pool.query(
    'select kind, count(*)::int as n, max(created_at) <= now() as past from event group by kind order by kind',
  );
  const count = (kind: string) => steps.filter(({ deed }) => deed.kind === kind).length;
  expect(rows.map(({ kind, n }) => [kind, n])).toEqual([
    [1, count('say')],
    [3, count('edit')],
    [4, count('recall')],
    [5, count('react')],
    [6, talks.size + count('add')],
    [7, count('leave')],
    [8, count('role')],
    [9, count('rename')],
  ]);
  expect(rows.every(({ past }) => past)).toBe(true);
  expect((await world.db.pool.query('select count(*)::int as n from reaction')).rows[0].n).toBe(count('react'));
});

test('[S4] [S5] [S6] [S7] [S16] every rule of the engine holds, and what is unread is what the talks say', async () => {
  expect(await brokenRules(world.db.pool)).toEqual([]);
  for (const handle of HANDLES) {
    const { conversations } = await world.conversations.snapshot(await idOf(handle));
    const wanted = [...talks.values()].flatMap(({ unreadFrom, steps }) => {
      const from = unreadFrom.get(handle);
      const left = from === undefined ? [] : steps.slice(from).filter(({ deed }) => deed.kind === 'say');
      return left.length > 0 ? [left.length] : [];
    });
    expect(conversations.flatMap(({ unread }) => unread || []).sort(), handle).toEqual(wanted.sort());
  }
});

test('[S16] who may be tried is called by name in what they have not read', async () => {
  for (const handle of HANDLES.filter((one) => 'about' in CAST[one])) {
    const { conversations } = await world.conversations.snapshot(await idOf(handle));
    expect(
      conversations.some(({ mentions }) => mentions > 0),
      handle,
    ).toBe(true);
    expect(conversations.filter(({ kind }) => kind === 'DIRECT').length, handle).toBeGreaterThan(2);
  }
});

test('[account] the offered come in without a password, with their unread beside them; others are NOT_FOUND', async () => {
  const offers = await world.accounts.demoOffers();
  expect(offers.map(({ user }) => user.handle)).toEqual(['noor', 'yifan', 'sam']);
  for (const { user, unread } of offers) {
    const { conversations } = await world.conversations.snapshot(user.id);
    expect(unread).toBe(conversations.reduce((sum, one) => sum + one.unread, 0));
    expect(unread).toBeGreaterThan(0);
    const session = await world.accounts.demoSignIn({ handle: String(user.handle), device: null }, caller);
    expect(await world.accounts.authenticate(session.token)).toEqual(session.actor);
  }
  for (const handle of ['greta', 'nobody']) {
    await expect(world.accounts.demoSignIn({ handle, device: null }, caller)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  }
  expect(await world.accounts.isEmpty()).toBe(false);
});

test('[limits] sessions without a password are counted by address', async () => {
  const limited = world.withConfig({}, testLimits());
  const asked = await Promise.allSettled(Array.from({ length: 70 }, () => limited.demoSignIn({ handle: 'sam', device: null }, caller)));
  const refused = asked.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []));
  expect(refused).toEqual(Array.from({ length: 10 }, () => 'RATE_LIMITED'));
  await limited.demoSignIn({ handle: 'sam', device: null }, { ...caller, address: '198.51.100.9' });
});

test('[S15] a second run changes nothing, also when strangers have come in; one after a stop goes on', async () => {
  await world.accounts.signUp(newcomer('stranger'), caller);
  const before = await everything();
  expect(await makeDemo(world)).toEqual({ kind: 'standing' });
  expect(await everything()).toEqual(before);
  await world.db.pool.query('delete from demo_account');
  expect(await makeDemo(world)).toMatchObject({ kind: 'made' });
  expect(await everything()).toEqual(before);
});

test('[account] who is disabled is offered no more', async () => {
  await world.db.pool.query('update users set disabled_at = now() where id = $1', [await idOf('sam')]);
  expect((await world.accounts.demoOffers()).map(({ user }) => user.handle)).toEqual(['noor', 'yifan']);
  await expect(world.accounts.demoSignIn({ handle: 'sam', device: null }, caller)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
