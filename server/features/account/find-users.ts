// Finds people by a part of their name or handle. Never the disabled or deleted.
import type { WireUser } from '../../../core/protocol/wire.ts';
import type { AccountDeps } from './deps.ts';
import { findUsers as select } from './store.ts';

/** The exact handle first, then handles that start so, then by name. `@ann` is `ann`; nothing is found by nothing. */
export async function findUsers({ db }: Pick<AccountDeps, 'db'>, text: string, first: number): Promise<WireUser[]> {
  const wanted = text.trim().replace(/^@/, '');
  if (wanted === '' || wanted.includes('\0')) return [];
  return select(db.pool, wanted, wanted.replace(/[\\%_]/g, '\\$&'), first);
}
