import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { TerminalId } from '../../../core/protocol/ids.ts';
import { accountsWorld, caller, newcomer, PASSWORD } from '../../../testing/factories/accounts.ts';
import { testLimits } from '../../../testing/factories/limits.ts';
import type { Accounts } from './index.ts';

let world: Awaited<ReturnType<typeof accountsWorld>>;
let accounts: Accounts;

beforeAll(async () => {
  world = await accountsWorld();
  accounts = world.accounts;
});

beforeEach(() => {
  world.revoked.length = 0;
});

const signIn = (handle: string, password = PASSWORD) => accounts.signIn({ email: `${handle}@example.org`, password, device: null }, caller);
const authSessions = async () => (await world.db.pool.query<{ id: string }>('select id from auth_session')).rows.map(({ id }) => id);

test('[account 3] a revoked session is refused at once, its socket told, the others go on', async () => {
  const first = await accounts.signUp(newcomer('ann'), caller);
  const second = await signIn('ann');
  await accounts.revokeTerminal(first.actor, second.actor.terminalId);
  expect(await accounts.authenticate(second.token)).toBeNull();
  expect(await accounts.authenticate(first.token)).toEqual(first.actor);
  expect(world.revoked).toEqual([second.actor.terminalId]);
  expect(await authSessions()).not.toContain(second.actor.terminalId);
  expect((await accounts.listTerminals(first.actor)).map(({ id }) => id)).toEqual([first.actor.terminalId]);
});

test('[account] another’s session, one that ended and one that never was are NOT_FOUND, and nothing ends', async () => {
  const bob = await accounts.signUp(newcomer('bob'), caller);
  const eve = await accounts.signUp(newcomer('eve'), caller);
  const gone = await signIn('eve');
  await accounts.signOut(gone.actor);
  world.revoked.length = 0;
  for (const id of [bob.actor.terminalId, gone.actor.terminalId, '17' as TerminalId]) {
    await expect(accounts.revokeTerminal(eve.actor, id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  }
  expect(await accounts.authenticate(bob.token)).toEqual(bob.actor);
  expect(world.revoked).toEqual([]);
});

test('[account] signing out ends this session alone, and twice does no harm', async () => {
  const first = await accounts.signUp(newcomer('cat'), caller);
  const second = await signIn('cat');
  await accounts.signOut(first.actor);
  await accounts.signOut(first.actor);
  expect(world.revoked).toEqual([first.actor.terminalId]);
  expect(await accounts.authenticate(first.token)).toBeNull();
  expect(await accounts.authenticate(second.token)).toEqual(second.actor);
});

test('[account 5] another password ends the other sessions, and the old one is good no more', async () => {
  const first = await accounts.signUp(newcomer('dan'), caller);
  const others = [await signIn('dan'), await signIn('dan')];
  await accounts.changePassword(first.actor, { oldPassword: PASSWORD, newPassword: 'another password' });
  expect(await accounts.authenticate(first.token)).toEqual(first.actor);
  for (const { token } of others) expect(await accounts.authenticate(token)).toBeNull();
  expect(world.revoked.toSorted()).toEqual(others.map(({ actor }) => actor.terminalId).toSorted());
  await expect(signIn('dan')).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  expect((await signIn('dan', 'another password')).user.handle).toBe('dan');
});

test('[account] a wrong old password changes nothing, and guessing it is limited', async () => {
  const { actor } = await accounts.signUp(newcomer('fay'), caller);
  const other = await signIn('fay');
  const limited = world.withConfig({}, testLimits());
  const guess = () => limited.changePassword(actor, { oldPassword: 'a wrong guess', newPassword: 'another password' });
  const guesses = await Promise.allSettled(Array.from({ length: 12 }, guess));
  const codes = guesses.map((result) => (result.status === 'rejected' ? result.reason.code : 'done'));
  expect(codes.filter((code) => code === 'BAD_INPUT')).toHaveLength(10);
  expect(codes.filter((code) => code === 'RATE_LIMITED')).toHaveLength(2);
  expect(await accounts.authenticate(other.token)).toEqual(other.actor);
  expect((await signIn('fay')).user.handle).toBe('fay');
});

test('[account] the tokens of one turn share one statement; those that are nobody’s answer null', async () => {
  const made = await Promise.all(['gus', 'hal', 'ida'].map((handle) => accounts.signUp(newcomer(handle), caller)));
  const query = vi.spyOn(world.db.quick, 'query');
  const tokens = [...made.map(({ token }) => token), made[0]!.token, 'nobody', '', 'x'.repeat(5000)];
  const actors = await Promise.all(tokens.map((token) => accounts.authenticate(token)));
  expect(query).toHaveBeenCalledTimes(1);
  expect(actors).toEqual([...made.map(({ actor }) => actor), made[0]!.actor, null, null, null]);
});

test('[account] a session that ended by time is refused; use moves its end, at most once a minute', async () => {
  const { actor, token } = await accounts.signUp(newcomer('jon'), caller);
  const times = async () =>
    (await world.db.pool.query('select last_seen, expires_at from terminal where id = $1', [actor.terminalId])).rows[0];
  await world.db.pool.query(
    `update terminal set last_seen = now() - interval '2 minutes', expires_at = now() + interval '1 hour' where id = $1`,
    [actor.terminalId],
  );
  await accounts.authenticate(token);
  // Nobody waits for it to be written: it goes with those of the same second.
  await expect.poll(async () => (await times()).expires_at.getTime() - Date.now(), { timeout: 5_000 }).toBeGreaterThan(80 * 86_400_000);
  const used = await times();
  expect(Date.now() - used.last_seen.getTime()).toBeLessThan(60_000);
  await accounts.authenticate(token);
  expect(await times()).toEqual(used);
  await world.db.pool.query(`update terminal set expires_at = now() - interval '1 second' where id = $1`, [actor.terminalId]);
  expect(await accounts.authenticate(token)).toBeNull();
  expect(await accounts.listTerminals(actor)).toEqual([]);
});
