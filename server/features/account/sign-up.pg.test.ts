import { beforeAll, beforeEach, expect, test } from 'vitest';
import { accountsWorld, caller, newcomer, PASSWORD } from '../../../testing/factories/accounts.ts';
import { hashInvitation } from './index.ts';

let world: Awaited<ReturnType<typeof accountsWorld>>;

beforeAll(async () => {
  world = await accountsWorld();
});

beforeEach(async () => {
  await world.db.pool.query(
    'truncate users, profile, user_cursor, terminal, invitation, auth_user, auth_account, auth_session; update installation set owner_id = null',
  );
});

async function count(table: string, where = 'true'): Promise<number> {
  const { rows } = await world.db.pool.query(`select count(*)::int as n from ${table} where ${where}`);
  return rows[0].n;
}

async function counts() {
  const tables = ['users', 'profile', 'user_cursor', 'terminal', 'auth_user', 'auth_account', 'auth_session'];
  return Object.fromEntries(await Promise.all(tables.map(async (table) => [table, await count(table)])));
}

const signUp = (...args: Parameters<typeof newcomer>) => world.accounts.signUp(newcomer(...args), caller);

/** Makes the owner, so that the setting counts for those who follow. */
async function withOwner() {
  await signUp('owner');
}

async function invite(code: string, uses = 1, more: { expiresAt?: Date; revokedAt?: Date } = {}) {
  await world.db.pool.query('insert into invitation (code_hash, created_by, max_uses, expires_at, revoked_at) values ($1, 1, $2, $3, $4)', [
    hashInvitation(code),
    uses,
    more.expiresAt ?? null,
    more.revokedAt ?? null,
  ]);
}

test('[account 2] of twenty first sign-ups at once exactly one becomes owner', async () => {
  expect(await world.withConfig({}).isEmpty()).toBe(true);
  const made = await Promise.all(Array.from({ length: 20 }, (_, i) => signUp(`first-${i}`)));
  const owners = made.filter(({ actor }) => actor.power === 2);
  expect(owners).toHaveLength(1);
  expect(await count('users', 'power = 2')).toBe(1);
  const { rows } = await world.db.pool.query('select owner_id from installation');
  expect(rows).toEqual([{ owner_id: owners[0]?.user.id }]);
  expect(await world.withConfig({}).isEmpty()).toBe(false);
});

test('[account 2] with a closed installation one of many first comes in, as its owner', async () => {
  const closed = world.withConfig({ signup: 'closed' });
  const results = await Promise.allSettled(Array.from({ length: 8 }, (_, i) => closed.signUp(newcomer(`first-${i}`), caller)));
  const refused = results.filter((result) => result.status === 'rejected');
  expect(refused.map(({ reason }) => reason.code)).toEqual(Array(7).fill('FORBIDDEN'));
  expect(await counts()).toEqual({ users: 1, profile: 1, user_cursor: 1, terminal: 1, auth_user: 1, auth_account: 1, auth_session: 1 });
  await expect(closed.signUp(newcomer('late'), caller)).rejects.toMatchObject({ code: 'FORBIDDEN' });
});

test('[account] a sign-up answers the account and a session that works', async () => {
  const { token, user, actor, expiresAt } = await signUp('ann', { name: 'Ann 安' });
  expect(user).toEqual({ id: actor.userId, handle: 'ann', name: 'Ann 安', avatarUrl: null, kind: 'PERSON' });
  expect(expiresAt.getTime()).toBeGreaterThan(Date.now());
  expect(await world.accounts.authenticate(token)).toEqual(actor);
  expect(await world.accounts.listTerminals(actor)).toMatchObject([
    { id: actor.terminalId, kind: 'WEB', name: 'Firefox, Linux', current: true },
  ]);
});

test('[account] a taken handle is BAD_INPUT and leaves nothing: the same e-mail comes in with another', async () => {
  await signUp('ann');
  const before = await counts();
  await expect(signUp('ann', { email: 'other@example.org' })).rejects.toMatchObject({ code: 'BAD_INPUT', details: { field: 'handle' } });
  expect(await counts()).toEqual(before);
  expect((await signUp('anne', { email: 'other@example.org' })).user.handle).toBe('anne');
});

test('[account] a taken e-mail is BAD_INPUT, in any case of letters', async () => {
  await signUp('ann');
  const again = signUp('anne', { email: 'ANN@Example.org' });
  await expect(again).rejects.toMatchObject({ code: 'BAD_INPUT', details: { field: 'email' } });
  expect(await count('profile')).toBe(1);
});

test('[account] of many sign-ups at once with one handle, or one e-mail, one comes in and nothing is left of the others', async () => {
  await withOwner();
  const handles = await Promise.allSettled(Array.from({ length: 6 }, (_, i) => signUp('same', { email: `h${i}@example.org` })));
  const emails = await Promise.allSettled(Array.from({ length: 6 }, (_, i) => signUp(`e-${i}`, { email: 'same@example.org' })));
  for (const [results, field] of [
    [handles, 'handle'],
    [emails, 'email'],
  ] as const) {
    const refused = results.filter((result) => result.status === 'rejected');
    expect(refused).toHaveLength(5);
    for (const { reason } of refused) expect(reason).toMatchObject({ code: 'BAD_INPUT', details: { field } });
  }
  expect(await counts()).toEqual({ users: 3, profile: 3, user_cursor: 3, terminal: 3, auth_user: 3, auth_account: 3, auth_session: 3 });
});

test('[account] an error in our part undoes better-auth’s', async () => {
  await withOwner();
  const before = await counts();
  const broken = world.withConfig({});
  await world.db.pool.query(`alter table terminal add constraint broken check (name <> 'broken') not valid`);
  const device = { kind: 'WEB', name: 'broken' } as const;
  await expect(broken.signUp({ ...newcomer('ann'), device }, caller)).rejects.toThrow('broken');
  await world.db.pool.query('alter table terminal drop constraint broken');
  expect(await counts()).toEqual(before);
  expect((await signUp('ann')).user.handle).toBe('ann');
});

test('[account] by invitation: a good code is used up, also by several at once; any other is BAD_INPUT and leaves nothing', async () => {
  await withOwner();
  const accounts = world.withConfig({ signup: 'invitation' });
  await invite('code', 2);
  await invite('old', 1, { expiresAt: new Date(0) });
  await invite('gone', 1, { revokedAt: new Date() });
  const results = await Promise.allSettled(
    [1, 2, 3, 4, 5].map((i) => accounts.signUp(newcomer(`guest-${i}`, { invitation: 'code' }), caller)),
  );
  expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(2);
  const wrong = [undefined, '', 'wrong', 'old', 'gone', 'code'];
  for (const invitation of wrong) {
    const more = invitation === undefined ? {} : { invitation };
    await expect(accounts.signUp(newcomer('late', more), caller)).rejects.toMatchObject({
      code: 'BAD_INPUT',
      details: { field: 'invitation' },
    });
  }
  expect(await count('invitation', 'uses > max_uses')).toBe(0);
  expect(await counts()).toEqual({ users: 3, profile: 3, user_cursor: 3, terminal: 3, auth_user: 3, auth_account: 3, auth_session: 3 });
});

test('[account 1] neither a token nor a password nor a code is stored in plain', async () => {
  await withOwner();
  await invite('the code of the invitation');
  const { token } = await world
    .withConfig({ signup: 'invitation' })
    .signUp(newcomer('ann', { invitation: 'the code of the invitation' }), caller);
  const { token: second } = await world.accounts.signIn({ email: 'ann@example.org', password: PASSWORD, device: null }, caller);
  for (const table of ['terminal', 'auth_session', 'auth_user', 'auth_account', 'auth_verification', 'invitation', 'users', 'profile']) {
    const { rows } = await world.db.pool.query(`select t::text as row from ${table} t`);
    const text = rows.map(({ row }) => row).join('\n');
    for (const secret of [token, second, PASSWORD, 'the code of the invitation']) {
      expect(text).not.toContain(secret);
      expect(text).not.toContain(Buffer.from(secret).toString('hex'));
    }
  }
});

test('[account] nothing was logged as a warning, but for the lost race about an e-mail', () => {
  const messages = world.logged.map((entry) => JSON.stringify(entry));
  expect(messages.filter((message) => !message.includes('Failed to create user'))).toEqual([]);
});
