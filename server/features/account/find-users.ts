// Finds people: by a part of their name or handle, never the disabled or deleted; and by their ids.
import type { UserId } from '../../../core/protocol/ids.ts';
import type { WireUser } from '../../../core/protocol/wire.ts';
import type { Actor } from '../../platform/actor.ts';
import type { AccountDeps, Parts } from './deps.ts';
import { findKnownTo, findUsers as select } from './store.ts';

/** The exact handle first, then handles that start so, then by name. `@ann` is `ann`; nothing is found by nothing. */
export async function findUsers({ db }: Pick<AccountDeps, 'db'>, text: string, first: number): Promise<WireUser[]> {
  const wanted = text.trim().replace(/^@/, '');
  if (wanted === '' || wanted.includes('\0')) return [];
  return select(db.pool, wanted, wanted.replace(/[\\%_]/g, '\\$&'), first);
}

/** Those that exist, in the order asked for. A visitor knows of nobody but those of their own talks, now or before. */
export async function usersFor({ db, loadUser }: Parts, actor: Actor, ids: readonly UserId[]): Promise<WireUser[]> {
  const known = actor.isVisitor ? new Set(await findKnownTo(db.pool, actor.userId, ids)) : null;
  const users = await Promise.all(ids.filter((id) => known?.has(id) !== false).map(loadUser));
  return users.flatMap((user) => user ?? []);
}
