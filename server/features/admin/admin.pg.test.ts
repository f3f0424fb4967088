import { beforeAll, expect, test } from 'vitest';
import type { UserId } from '../../../core/protocol/ids.ts';
import { accountsWorld, caller, newcomer, PASSWORD } from '../../../testing/factories/accounts.ts';
import { noOperations } from '../../../testing/factories/observed.ts';
import type { Actor } from '../../platform/actor.ts';
import { type Admin, createAdmin } from './index.ts';

let world: Awaited<ReturnType<typeof accountsWorld>>;
let admin: Admin;
let owner: Actor;
let boss: Actor;

const signUp = (handle: string) => world.accounts.signUp(newcomer(handle), caller);
const signIn = (handle: string, password: string) =>
  world.accounts.signIn({ email: `${handle}@example.org`, password, device: null }, caller);

beforeAll(async () => {
  world = await accountsWorld();
  admin = createAdmin({ db: world.db, accounts: world.accounts, operations: noOperations });
  owner = (await signUp('owner')).actor;
  boss = { ...(await signUp('boss')).actor, power: 1 };
  await world.db.pool.query('update users set power = 1 where id = $1', [boss.userId]);
});

test('[admin 1] without power every call is FORBIDDEN, also about what does not exist', async () => {
  const { actor } = await signUp('plain');
  const nobody = '17' as UserId;
  const calls = [
    admin.loadOverview(actor),
    admin.listAccounts(actor, { text: '', after: null, first: 10 }),
    admin.disableAccount(actor, nobody),
    admin.enableAccount(actor, nobody),
    admin.signOutAccount(actor, nobody),
    admin.resetPassword(actor, boss.userId),
    admin.setAdmin(actor, { userId: nobody, on: true }),
    admin.createInvitation(actor, { maxUses: 1, days: 1 }),
    admin.listInvitations(actor),
    admin.revokeInvitation(actor, 'A'.repeat(43)),
  ];
  for (const call of calls) await expect(call).rejects.toMatchObject({ code: 'FORBIDDEN' });
});

test('[admin 2] nobody acts on the owner or on themselves; who does not exist is NOT_FOUND', async () => {
  for (const act of [admin.disableAccount, admin.enableAccount, admin.signOutAccount, admin.resetPassword]) {
    await expect(act(boss, owner.userId)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(act(boss, boss.userId)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(act(owner, owner.userId)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(act(owner, '17' as UserId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  }
  expect((await signIn('owner', PASSWORD)).actor.userId).toBe(owner.userId);
});

test('[admin 2] the owner alone makes and unmakes admins, and stays the owner', async () => {
  const { actor: kim } = await signUp('kim');
  const power = async () => (await admin.listAccounts(owner, { text: 'kim', after: null, first: 1 })).accounts[0]!.power;
  await expect(admin.setAdmin(boss, { userId: kim.userId, on: true })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(admin.setAdmin(owner, { userId: owner.userId, on: false })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(admin.setAdmin(owner, { userId: '17' as UserId, on: true })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await power()).toBe(0);
  await admin.setAdmin(owner, { userId: kim.userId, on: true });
  expect(await power()).toBe(1);
  await admin.setAdmin(owner, { userId: kim.userId, on: false });
  expect(await power()).toBe(0);
});

test('[admin] to sign somebody out ends their sessions alone: they come in again with the same password', async () => {
  const { token, actor: eve } = await signUp('eve');
  await admin.signOutAccount(boss, eve.userId);
  expect(await world.accounts.authenticate(token)).toBeNull();
  expect((await signIn('eve', PASSWORD)).user.handle).toBe('eve');
});

test('[admin] the overview counts the accounts and tells who may make one', async () => {
  const { rows } = await world.db.pool.query('select count(*)::int as n from users');
  expect(await admin.loadOverview(boss)).toEqual({ accounts: rows[0].n, signup: 'open' });
});

test('[admin 3] who is disabled is out at once and for good, until enabled', async () => {
  const ann = await signUp('ann');
  world.revoked.length = 0;
  await admin.disableAccount(boss, ann.actor.userId);
  expect(world.revoked).toEqual([ann.actor.terminalId]);
  expect(await world.accounts.authenticate(ann.token)).toBeNull();
  await expect(signIn('ann', PASSWORD)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await admin.enableAccount(boss, ann.actor.userId);
  expect(await world.accounts.authenticate(ann.token)).toBeNull();
  expect((await signIn('ann', PASSWORD)).user.handle).toBe('ann');
});

test('[admin 4] a reset password is good, the old one is not, and all sessions end', async () => {
  const bob = await signUp('bob');
  world.revoked.length = 0;
  const password = await admin.resetPassword(owner, bob.actor.userId);
  expect(password).toMatch(/^[A-Za-z2-9]{16}$/);
  expect(world.revoked).toEqual([bob.actor.terminalId]);
  expect(await world.accounts.authenticate(bob.token)).toBeNull();
  await expect(signIn('bob', PASSWORD)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  expect((await signIn('bob', password)).user.handle).toBe('bob');
});

test('[admin] an account without a sign-in has no password to reset', async () => {
  await world.db.pool.query(
    `insert into users (id, kind) values (5, 1); insert into profile (user_id, handle, name) values (5, 'import', 'Import')`,
  );
  await expect(admin.resetPassword(owner, '5' as UserId)).rejects.toMatchObject({ code: 'BAD_INPUT', details: { reason: 'no_sign_in' } });
});

test('[admin] the list comes in pages, whole and in order, and by a part of name, handle or e-mail', async () => {
  const seen: string[] = [];
  for (let after: UserId | null = null, more = true; more; ) {
    const page = await admin.listAccounts(boss, { text: '', after, first: 2 });
    seen.push(...page.accounts.map(({ handle }) => handle ?? ''));
    after = page.accounts.at(-1)!.id;
    more = page.more;
  }
  const { rows } = await world.db.pool.query('select handle from profile order by user_id');
  expect(seen).toEqual(rows.map(({ handle }) => handle));
  const find = async (text: string) =>
    (await admin.listAccounts(boss, { text, after: null, first: 10 })).accounts.map(({ handle }) => handle);
  expect(await find('BOSS@example')).toEqual(['boss']);
  expect(await find('own')).toEqual(['owner']);
  expect(await find('%')).toEqual([]);
});

test('[admin] an invitation is made, good for its uses, listed without its code, and revoked', async () => {
  const invited = world.withConfig({ signup: 'invitation' });
  const made = await admin.createInvitation(boss, { maxUses: 2, days: 7 });
  await invited.signUp(newcomer('guest', { invitation: made.code }), caller);
  const [listed] = await admin.listInvitations(owner);
  expect(listed).toMatchObject({
    id: made.id,
    createdBy: boss.userId,
    createdByName: 'boss',
    uses: 1,
    maxUses: 2,
    expiresAt: made.expiresAt,
  });
  expect(JSON.stringify(listed)).not.toContain(made.code);
  await admin.revokeInvitation(boss, made.id);
  await expect(admin.revokeInvitation(boss, made.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const late = invited.signUp(newcomer('late', { invitation: made.code }), caller);
  await expect(late).rejects.toMatchObject({ code: 'BAD_INPUT', details: { field: 'invitation' } });
  expect(await admin.listInvitations(owner)).toEqual([]);
});
