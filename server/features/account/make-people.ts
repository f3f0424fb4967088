// People for an import: a name and a handle, no sign-in, no session.
import type { UserId } from '../../../core/protocol/ids.ts';
import type { AccountDeps } from './deps.ts';
import { insertPeople, type NewPerson } from './store.ts';

/** Answers those who were made: a taken handle is left out. At most 1,000 at a time. */
export function makePeople({ db }: Pick<AccountDeps, 'db'>, people: readonly Omit<NewPerson, 'terminal'>[]): Promise<Set<UserId>> {
  return insertPeople(db.pool, [...people]);
}
