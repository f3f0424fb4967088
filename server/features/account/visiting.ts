// Visitors of web sites as accounts: no sign-in, no handle, a random token that is stored as a hash alone. The feature visitor
// decides who somebody is; this is what it makes them of, within a transaction of its own.
import { randomBytes } from 'node:crypto';
import type { TerminalId, UserId } from '../../../core/protocol/ids.ts';
import type { Connection, Pool } from '../../platform/db.ts';
import { hashToken } from './auth.ts';
import type { AccountDeps, Caller } from './deps.ts';
import { deviceName } from './device-name.ts';
import { endVisits, findVisit, insertVisit, insertVisitor, limitVisit, renameVisitor, type VisitRow } from './store-visiting.ts';

export type { VisitRow as Visit } from './store-visiting.ts';

const TOKEN_BYTES = 24;
const MAX_TOKEN_UNITS = 200;

export interface Visiting {
  makeVisitor(on: Connection, id: UserId, name: string): Promise<void>;
  rename(on: Connection, id: UserId, name: string): Promise<void>;
  /** A session; its token in plain, for the visitor's page alone. `endsAt`: ms since 1970, whatever uses it. */
  open(
    on: Connection,
    visit: { readonly userId: UserId; readonly replaces: TerminalId | null; readonly endsAt: number | null },
    caller: Caller,
  ): Promise<string>;
  /** Null: nobody's, ended, or no visitor's. */
  find(on: Pool | Connection, token: string): Promise<VisitRow | null>;
  /** It ends after so many ms at the latest. */
  limit(on: Connection, id: TerminalId, ms: number): Promise<void>;
  /** Ends all of a visitor; `ended` is to be called with the answer after the commit. */
  endAll(on: Connection, userId: UserId): Promise<TerminalId[]>;
  ended(ids: TerminalId[]): void;
}

export function createVisiting({ ids, revoked }: Pick<AccountDeps, 'ids' | 'revoked'>): Visiting {
  return {
    makeVisitor: insertVisitor,
    rename: renameVisitor,
    async open(on, visit, { userAgent }) {
      const token = randomBytes(TOKEN_BYTES).toString('base64url');
      await insertVisit(on, { ...visit, id: ids.next<TerminalId>(), name: deviceName(userAgent), tokenHash: hashToken(token) });
      return token;
    },
    find: async (on, token) => (token === '' || token.length > MAX_TOKEN_UNITS ? null : findVisit(on, hashToken(token))),
    limit: limitVisit,
    endAll: endVisits,
    ended: revoked,
  };
}
