import { beforeAll, expect, test } from 'vitest';
import { accountsWorld, caller, newcomer, PASSWORD } from '../../../testing/factories/accounts.ts';
import { testLimits } from '../../../testing/factories/limits.ts';
import type { Accounts } from './index.ts';

let world: Awaited<ReturnType<typeof accountsWorld>>;
let accounts: Accounts;

beforeAll(async () => {
  world = await accountsWorld();
  accounts = world.accounts;
});

const signIn = (email: string, password = PASSWORD) => accounts.signIn({ email, password, device: null }, caller);

async function sessionCount(): Promise<number> {
  const { rows } = await world.db.pool.query('select count(*)::int as n from auth_session');
  return rows[0].n;
}

test('[account] who knows the password gets a session, in any case of letters of the e-mail', async () => {
  const { user } = await accounts.signUp(newcomer('ann'), caller);
  const device = { kind: 'ANDROID', name: 'Phone of Ann' } as const;
  const session = await accounts.signIn({ email: 'Ann@Example.ORG', password: PASSWORD, device }, caller);
  expect(session.user).toEqual(user);
  expect(await accounts.authenticate(session.token)).toEqual({ ...session.actor, terminalKind: 'ANDROID' });
});

test('[account 4] a wrong e-mail and a wrong password are answered alike', async () => {
  await accounts.signUp(newcomer('bob'), caller);
  const before = await sessionCount();
  const answers = await Promise.allSettled([
    signIn('bob@example.org', 'wrong password'),
    signIn('nobody@example.org'),
    signIn('no e-mail'),
  ]);
  for (const answer of answers) expect(answer).toMatchObject({ status: 'rejected', reason: { code: 'UNAUTHENTICATED', details: {} } });
  expect(await sessionCount()).toBe(before);
});

test('[account] who is disabled is FORBIDDEN with the right password only, and no session is left', async () => {
  const { actor, token } = await accounts.signUp(newcomer('cat'), caller);
  await world.db.pool.query('update users set disabled_at = now() where id = $1', [actor.userId]);
  const before = await sessionCount();
  await expect(signIn('cat@example.org', 'wrong password')).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  await expect(signIn('cat@example.org')).rejects.toMatchObject({ code: 'FORBIDDEN' });
  expect(await accounts.authenticate(token)).toBeNull();
  expect(await sessionCount()).toBe(before);
});

test('[limits] guessing one e-mail is stopped from any address, others are not', async () => {
  await accounts.signUp(newcomer('dan'), caller);
  await accounts.signUp(newcomer('eve'), caller);
  const limited = world.withConfig({}, testLimits());
  const guess = (i: number, email: string, password: string) =>
    limited.signIn({ email, password, device: null }, { ...caller, address: `198.51.100.${i}` });
  const guesses = await Promise.allSettled(Array.from({ length: 24 }, (_, i) => guess(i, 'dan@example.org', 'wrong password')));
  const refused = guesses.filter((result) => result.status === 'rejected').map(({ reason }) => reason);
  expect(refused.filter(({ code }) => code === 'UNAUTHENTICATED')).toHaveLength(20);
  expect(refused.filter(({ code, details }) => code === 'RATE_LIMITED' && details.retryAfterMs > 0)).toHaveLength(4);
  await expect(guess(99, 'DAN@example.org', PASSWORD)).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  expect((await guess(99, 'eve@example.org', PASSWORD)).user.handle).toBe('eve');
  expect((await signIn('dan@example.org')).user.handle).toBe('dan');
});
