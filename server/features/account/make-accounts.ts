// Many accounts for load and for trying: people `user-000001` and on, without a password, with a token each.
// They never become owner. Several runs at once are fine: a handle that another run took is left out and another made.
import { randomBytes } from 'node:crypto';
import { codeOf, TERMINAL_KINDS } from '../../../core/protocol/events.ts';
import type { TerminalId, UserId } from '../../../core/protocol/ids.ts';
import { hashToken } from './auth.ts';
import type { AccountDeps } from './deps.ts';
import { highestNumber, insertPeople, type NewPerson } from './store.ts';

const PREFIX = 'user';
const BATCH = 1000;
const BOT = codeOf(TERMINAL_KINDS, 'BOT');

export interface MadeAccount {
  id: UserId;
  handle: string;
  /** In plain, and stored nowhere. Ends only by being revoked. */
  token: string;
}

/** Makes `count` accounts, a batch and a statement at a time; yields each batch once it is committed. */
export async function* makeAccounts({ db, ids }: Pick<AccountDeps, 'db' | 'ids'>, count: number): AsyncGenerator<MadeAccount[]> {
  let left = count;
  while (left > 0) {
    const first = (await highestNumber(db.pool, PREFIX)) + 1;
    const tokens = new Map<UserId, string>();
    const people = Array.from({ length: Math.min(left, BATCH) }, (_, i): NewPerson => {
      const digits = String(first + i).padStart(6, '0');
      const id = ids.next<UserId>();
      const token = randomBytes(24).toString('base64url');
      tokens.set(id, token);
      const terminal = { id: ids.next<TerminalId>(), kind: BOT, name: 'npm run accounts', tokenHash: hashToken(token) };
      return { id, handle: `${PREFIX}-${digits}`, name: `User ${digits}`, terminal };
    });
    const made = await insertPeople(db.pool, people);
    left -= made.size;
    yield people.flatMap(({ id, handle }) => {
      const token = made.has(id) ? tokens.get(id) : undefined;
      return token === undefined ? [] : [{ id, handle, token }];
    });
  }
}
