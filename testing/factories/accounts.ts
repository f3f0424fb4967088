// Accounts over a fresh database, for tests on real services.
import { afterAll } from 'vitest';
import type { TerminalId } from '../../core/protocol/ids.ts';
import { type AccountDeps, type Accounts, createAccounts } from '../../server/features/account/index.ts';
import { type Db, openDb } from '../../server/platform/db.ts';
import { openIds } from '../../server/platform/ids.ts';
import type { Log } from '../../server/platform/log.ts';
import { type Limits, noLimits } from '../../server/platform/rates/limits.ts';
import { testDatabase } from '../setup/services.ts';
import { asked } from './observed.ts';

export const PASSWORD = 'correct horse battery';
export const caller = {
  address: '192.0.2.1',
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0',
  ...asked(),
};

interface AccountsWorld {
  /** Of the database. */
  url: string;
  db: Db;
  ids: AccountDeps['ids'];
  /** What was logged as a warning or an error. */
  logged: unknown[];
  /** The sessions that were told to have ended. */
  revoked: TerminalId[];
  /** Accounts with another setting, or with limits of their own, over the same database. */
  withConfig(config: Partial<AccountDeps['config']>, limits?: Limits): Accounts;
  /** Open registration, limits off. */
  accounts: Accounts;
}

/** A database with an installation that has no owner, or the one that is given. Call it in `beforeAll`. */
export async function accountsWorld(given?: string): Promise<AccountsWorld> {
  const url = given ?? (await testDatabase()).url;
  const db = openDb(url, 20);
  await db.pool.query(
    `insert into installation (id, installation_id, epoch) values (1, gen_random_uuid(), 'epoch') on conflict (id) do nothing`,
  );
  const logged: unknown[] = [];
  const note = (...args: unknown[]) => void logged.push(args);
  const log: Log = { debug() {}, info() {}, warn: note, error: note };
  const ids = await openIds(db.pool, log);
  const revoked: TerminalId[] = [];
  const standard = { signup: 'open', secret: 'a secret of the tests, long enough' } as const;
  const withConfig = (config: Partial<AccountDeps['config']>, limits = noLimits) =>
    createAccounts({ db, ids, log, limits, config: { ...standard, ...config }, revoked: (ended) => void revoked.push(...ended) });
  afterAll(async () => {
    await ids.close();
    await db.close();
  });
  return { url, db, ids, logged, revoked, withConfig, accounts: withConfig({}) };
}

/** The input of a sign-up; the e-mail follows the handle. */
export function newcomer(handle: string, more: { email?: string; name?: string; invitation?: string } = {}) {
  return {
    handle,
    name: more.name ?? handle,
    email: more.email ?? `${handle}@example.org`,
    password: PASSWORD,
    device: null,
    invitation: more.invitation ?? null,
  };
}
