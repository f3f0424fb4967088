// What an administrator does with accounts. All: FORBIDDEN for others, on oneself and on the owner; NOT_FOUND.
import { randomInt } from 'node:crypto';
import type { z } from 'zod';
import { AppError, toAppError } from '../../../core/protocol/app-error.ts';
import type { UserId } from '../../../core/protocol/ids.ts';
import { type Actor, POWER } from '../../platform/actor.ts';
import type { AdminDeps } from './deps.ts';
import type { listAccountsInput, setAdminInput } from './inputs.ts';
import { decideActsOn, decideAdministers, decideAppoints } from './rules.ts';
import { type AccountRow, countAccounts, loadAccounts, loadPower, setDisabled, setPower } from './store.ts';

/** Without the letters and digits that are taken for one another. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const PASSWORD_UNITS = 16;

export type WireAccount = Omit<AccountRow, 'disabledAt' | 'createdAt'> & { disabledAt: string | null; createdAt: string };

/** How many accounts there are, and who may make one (the setting). */
export async function loadOverview({ db, accounts }: AdminDeps, actor: Actor) {
  const refusal = decideAdministers(actor);
  if (refusal) throw toAppError(refusal);
  return { accounts: await countAccounts(db.prisma), signup: accounts.signupMode };
}

export async function listAccounts({ db }: AdminDeps, actor: Actor, input: z.output<typeof listAccountsInput>) {
  const refusal = decideAdministers(actor);
  if (refusal) throw toAppError(refusal);
  const text = input.text.replaceAll('\0', '').trim();
  const pattern = text === '' ? null : text.replace(/[\\%_]/g, '\\$&');
  const rows = await loadAccounts(db.pool, input.after, pattern, input.first + 1);
  const accounts = rows
    .slice(0, input.first)
    .map((row): WireAccount => ({ ...row, disabledAt: row.disabledAt?.toISOString() ?? null, createdAt: row.createdAt.toISOString() }));
  return { accounts, more: rows.length > input.first };
}

async function authorise({ db }: AdminDeps, actor: Actor, id: UserId): Promise<void> {
  const refusal = decideAdministers(actor);
  if (refusal) throw toAppError(refusal);
  const power = await loadPower(db.prisma, id);
  if (power === null) throw new AppError('NOT_FOUND');
  const protectedOne = decideActsOn(actor, { id, power });
  if (protectedOne) throw toAppError(protectedOne);
}

/** Shuts the account and ends its sessions; its messages stay. */
export async function disableAccount(deps: AdminDeps, actor: Actor, id: UserId): Promise<void> {
  await authorise(deps, actor, id);
  await setDisabled(deps.db.prisma, id, new Date());
  await deps.accounts.endSessions(id);
}

export async function enableAccount(deps: AdminDeps, actor: Actor, id: UserId): Promise<void> {
  await authorise(deps, actor, id);
  await setDisabled(deps.db.prisma, id, null);
}

/** Ends all sessions of the account; it may sign in again. */
export async function signOutAccount(deps: AdminDeps, actor: Actor, id: UserId): Promise<void> {
  await authorise(deps, actor, id);
  await deps.accounts.endSessions(id);
}

/** Makes somebody an admin, or takes it back. FORBIDDEN for all but the owner. */
export async function setAdmin({ db }: AdminDeps, actor: Actor, input: z.output<typeof setAdminInput>): Promise<void> {
  const refusal = decideAdministers(actor) ?? decideAppoints(actor, { id: input.userId });
  if (refusal) throw toAppError(refusal);
  if ((await loadPower(db.prisma, input.userId)) === null) throw new AppError('NOT_FOUND');
  await setPower(db.prisma, input.userId, input.on ? POWER.admin : POWER.none);
}

/** A new password, shown once, stored as a hash; all sessions end. BAD_INPUT: the account has no sign-in. */
export async function resetPassword(deps: AdminDeps, actor: Actor, id: UserId): Promise<string> {
  await authorise(deps, actor, id);
  const password = Array.from({ length: PASSWORD_UNITS }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  if (!(await deps.accounts.resetPassword(id, password))) throw new AppError('BAD_INPUT', { field: 'userId', reason: 'no_sign_in' });
  return password;
}
