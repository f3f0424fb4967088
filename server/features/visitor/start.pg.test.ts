// Who comes to a site, on a real database: anonymous, again, identified; how long their sessions live.
import { createHmac } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { caller } from '../../../testing/factories/accounts.ts';
import { chatWorld } from '../../../testing/factories/chat.ts';
import { siteOver } from '../../../testing/factories/visitors.ts';

let world: Awaited<ReturnType<typeof chatWorld>>;
let site: Awaited<ReturnType<typeof siteOver>>;

const refused = async (asked: Promise<unknown>) =>
  asked.then(
    () => 'done',
    (error: { code?: string; details?: { reason?: string } }) => [error.code, error.details?.reason].filter(Boolean).join(' '),
  );
const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const isLive = async (token: string) => (await world.accounts.authenticate(token)) !== null;
/** As if a minute had gone by. */
const aMinuteOn = () =>
  world.db.pool.query(`update terminal set expires_at = expires_at - interval '61 seconds', ends_at = ends_at - interval '61 seconds'`);

beforeAll(async () => {
  world = await chatWorld();
  site = await siteOver(world);
});

test('[visitor] who comes without a word is a visitor with a name of ours, no handle and a session; nobody is told a secret', async () => {
  const { token, user } = await world.visitors.start({ siteKey: site.siteKey, token: null, identity: null }, caller);
  expect(user).toMatchObject({ handle: null, kind: 'VISITOR', name: expect.stringMatching(/^Visitor [0-9A-F]{4}$/) });
  expect(await world.accounts.authenticate(token)).toMatchObject({ userId: user.id, isVisitor: true, power: 0, terminalKind: 'WEB' });
  const stored = await world.db.pool.query('select token_hash, auth_id from terminal where user_id = $1', [user.id]);
  expect(stored.rows).toEqual([{ token_hash: expect.any(Buffer), auth_id: null }]);
  await expect(world.visitors.start({ siteKey: '77' as typeof site.siteKey, token: null, identity: null }, caller)).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
});

test('[visitor] a token comes back as a new one for the same visitor; the old one ends a minute after its successor was shown', async () => {
  const first = await site.come();
  const second = await site.come({ token: first.token });
  expect([second.actor.userId, second.token === first.token]).toEqual([first.actor.userId, false]);
  await aMinuteOn();
  // The answer was lost, or another tab holds the first one: it is still good, and so is what it is answered.
  const again = await site.come({ token: first.token });
  expect([again.actor.userId, await isLive(first.token)]).toEqual([first.actor.userId, true]);
  const third = await site.come({ token: second.token });
  expect([await isLive(first.token), await isLive(second.token)]).toEqual([true, true]);
  await aMinuteOn();
  expect([await isLive(first.token), await isLive(second.token), await isLive(third.token)]).toEqual([false, true, true]);
  const stranger = await site.come({ token: first.token });
  expect(stranger.actor.userId).not.toBe(first.actor.userId);
  const unknown = await site.come({ token: 'nonsense' });
  expect(new Set([unknown.actor.userId, stranger.actor.userId, first.actor.userId]).size).toBe(3);
});

test('[D9] a token of one site, and that of a person, say nothing at another site', async () => {
  const other = await siteOver(world, 'Other shop');
  const { token, actor } = await site.come();
  expect((await other.come({ token })).actor.userId).not.toBe(actor.userId);
  const made = await world.accounts.signUp(
    { handle: 'ann', name: 'Ann', email: 'ann@example.org', password: 'correct horse battery', device: null, invitation: null },
    caller,
  );
  const visitor = await site.come({ token: made.token });
  expect(visitor.actor.userId).not.toBe(made.user.id);
});

test('[visitor] whom the site names is one visitor, with the name and e-mail of the last time, on every device', async () => {
  const sub = 'customer-17';
  const phone = await site.come({ identity: await site.sign({ sub, name: 'Vera', email: 'vera@example.org' }) });
  const laptop = await site.come({ identity: await site.sign({ sub, name: 'Vera Lind' }) });
  expect(laptop.actor.userId).toBe(phone.actor.userId);
  expect(await world.accounts.loadUser(phone.actor.userId)).toMatchObject({ name: 'Vera Lind', handle: null, kind: 'VISITOR' });
  const row = await world.db.pool.query('select external_id, email from visitor where user_id = $1', [phone.actor.userId]);
  expect(row.rows).toEqual([{ external_id: sub, email: 'vera@example.org' }]);
  const both = await Promise.all([1, 2, 3, 4].map(async () => site.come({ identity: await site.sign({ sub: 'at once' }) })));
  expect(new Set(both.map(({ actor }) => actor.userId)).size).toBe(1);
  expect((await site.come({ token: phone.token })).actor.userId).toBe(phone.actor.userId);
});

test('[visitor] a word of the site is taken only as it signed it: its secret, HS256, its claims, its time', async () => {
  const { secret } = await site.keyOf();
  const now = Math.floor(Date.now() / 1_000);
  const unsigned = `${base64({ alg: 'none' })}.${base64({ sub: 'x' })}.`;
  const other = (alg: string, hash: string) => {
    const text = `${base64({ alg })}.${base64({ sub: 'x' })}`;
    return `${text}.${createHmac(hash, secret).update(text).digest('base64url')}`;
  };
  const wrong: [string, string][] = [
    [await site.sign({ sub: 'x' }, 'another secret'), 'identity is not signed with the secret of this site'],
    [unsigned, 'identity is not a JWT signed by HS256'],
    [other('HS512', 'sha512'), 'identity is not a JWT signed by HS256'],
    ['nonsense', 'identity is not a JWT signed by HS256'],
    [await site.sign({ name: 'Nobody' }), 'identity has a claim that is missing or not valid: sub, name, email'],
    [await site.sign({ sub: 'x', email: 'no mail' }), 'identity has a claim that is missing or not valid: sub, name, email'],
    [await site.sign({ sub: 'x', exp: now - 61 }), 'identity has expired'],
    [await site.sign({ sub: 'x', iat: now - 86_400 - 70 }), 'identity is too old'],
    [await site.sign({ sub: 'x', iat: now + 70 }), 'identity is of the future'],
  ];
  for (const [identity, reason] of wrong) {
    expect([identity, await refused(site.come({ identity }))]).toEqual([identity, `UNAUTHENTICATED ${reason}`]);
  }
  for (const claims of [{ exp: now - 30 }, { iat: now - 3_600 }, { iat: now - 90_000, exp: now + 60 }, {}]) {
    expect((await site.come({ identity: await site.sign({ sub: 'y', ...claims }) })).actor.isVisitor).toBe(true);
  }
  expect(other('HS256', 'sha256').length).toBeGreaterThan(0);
  expect((await site.come({ identity: other('HS256', 'sha256') })).actor.isVisitor).toBe(true);
  await world.visitors.rotateSecret(site.boss, { id: site.siteKey });
  expect(await refused(site.come({ identity: other('HS256', 'sha256') }))).toContain('UNAUTHENTICATED');
});

test('[visitor] where identity is enforced nobody comes without it, and the session ends with its exp, however it is used', async () => {
  const strict = await siteOver(world, 'Bank');
  const anonymous = await strict.come();
  await world.visitors.updateSiteKey(strict.boss, { id: strict.siteKey, name: null, origins: null, enforced: true, settings: null });
  expect(await refused(strict.come())).toBe('UNAUTHENTICATED identity is needed');
  expect(await refused(strict.come({ token: anonymous.token }))).toBe('UNAUTHENTICATED identity is needed');
  expect(await refused(strict.come({ identity: await strict.sign({ sub: 'v' }) }))).toBe('UNAUTHENTICATED identity needs an exp');
  const soon = Math.floor(Date.now() / 1_000) + 2;
  const { token, actor } = await strict.come({ identity: await strict.sign({ sub: 'v', exp: soon }) });
  await world.db.pool.query(`update terminal set last_seen = now() - interval '1 hour' where id = $1`, [actor.terminalId]);
  expect(await isLive(token)).toBe(true);
  await expect.poll(() => isLive(token), { timeout: 5_000, interval: 200 }).toBe(false);
  expect(Date.now()).toBeGreaterThanOrEqual(soon * 1_000);
});
