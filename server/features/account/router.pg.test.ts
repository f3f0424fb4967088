import { beforeAll, expect, test } from 'vitest';
import { accountsWorld, caller, newcomer } from '../../../testing/factories/accounts.ts';
import type { Actor } from '../../platform/actor.ts';
import type { TrpcContext } from '../../platform/trpc.ts';
import { createAccountRouter } from './router.ts';

let world: Awaited<ReturnType<typeof accountsWorld>>;

beforeAll(async () => {
  world = await accountsWorld();
});

/** A browser: what the cookie holds, and the calls as that session. */
function browser() {
  const cookie: { token: string | null } = { token: null };
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const as = (actor: Actor | null) => {
    const ctx: TrpcContext = {
      ...caller,
      actor,
      log,
      spend() {},
      setSession(token) {
        cookie.token = token;
      },
      clearSession() {
        cookie.token = null;
      },
    };
    return createAccountRouter(world.accounts).createCaller(ctx);
  };
  return { cookie, call: async () => as(cookie.token === null ? null : await world.accounts.authenticate(cookie.token)) };
}

test('[router] the token goes into the cookie, never into the answer; signing out clears it', async () => {
  const { cookie, call } = browser();
  expect(await (await call()).entrance()).toEqual({ empty: true, signup: 'open', demo: [] });
  const answer = await (await call()).signUp(newcomer('ann'));
  const token = cookie.token ?? '';
  expect(await world.accounts.authenticate(token)).not.toBeNull();
  expect(JSON.stringify(answer)).not.toContain(token);
  expect(answer).toMatchObject({ user: { handle: 'ann' }, power: 2 });
  expect(await (await call()).me()).toMatchObject({ user: { handle: 'ann' }, power: 2 });
  expect(await (await call()).entrance()).toEqual({ empty: false, signup: 'open', demo: [] });
  await (await call()).signOut();
  expect(cookie.token).toBeNull();
  expect(await world.accounts.authenticate(token)).toBeNull();
});

test('[router] what is for people signed in is UNAUTHENTICATED for others, who are nobody', async () => {
  const call = await browser().call();
  const calls = [call.terminals(), call.findUsers({ text: 'ann' }), call.updateProfile({ name: 'x' }), call.revokeTerminal({ id: '1' })];
  for (const refused of await Promise.allSettled(calls))
    expect(refused).toMatchObject({ status: 'rejected', reason: { cause: { code: 'UNAUTHENTICATED' } } });
  expect(await call.me()).toBeNull();
});

test('[router] fields that nobody may set are refused', async () => {
  const call = await browser().call();
  const more = { ...newcomer('eve'), power: 2 };
  await expect(call.signUp(more)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
});
