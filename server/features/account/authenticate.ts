// The edge's question: whose token is this? Those of one turn of the event loop share one prepared statement; nothing is
// cached, so a revoked session is known at once. last_seen is written at most once a minute.
import { setTimeout as delay } from 'node:timers/promises';
import type { TerminalId } from '../../../core/protocol/ids.ts';
import type { Actor } from '../../platform/actor.ts';
import { batched } from '../../platform/batched.ts';
import { hashToken } from './auth.ts';
import type { AccountDeps } from './deps.ts';
import { findTokens, touchTerminals } from './store-session.ts';

const MAX_TOKEN_UNITS = 200;
/** Between two statements, where many come at once. */
const GATHER_MS = 4;

export function createAuthenticate({ db, log }: Pick<AccountDeps, 'db' | 'log'>): (token: string) => Promise<Actor | null> {
  async function touch(terminals: TerminalId[]): Promise<void> {
    try {
      await touchTerminals(db.pool, terminals);
    } catch (error) {
      log.warn({ error }, 'last_seen was not written');
    }
  }

  const load = batched(
    async (hashes: string[]) => {
      const owners = await findTokens(db.pool, hashes);
      const stale = [...owners.values()].filter((owner) => owner.stale).map((owner) => owner.actor.terminalId);
      // Nobody waits for it: it is a commit, and thousands may come back at once.
      if (stale.length > 0) void touch(stale);
      return owners;
    },
    { gather: () => delay(GATHER_MS) },
  );
  return async (token) => {
    if (token === '' || token.length > MAX_TOKEN_UNITS) return null;
    const owner = await load(hashToken(token).toString('hex'));
    return owner?.actor ?? null;
  };
}
