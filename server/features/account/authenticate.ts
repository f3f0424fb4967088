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
/** Those who came within this time are written together: it is a commit, and thousands may come back at once. */
const TOUCH_MS = 1_000;

export function createAuthenticate({ db, log }: Pick<AccountDeps, 'db' | 'log'>): (token: string) => Promise<Actor | null> {
  const seen = new Set<TerminalId>();

  async function writeSeen(): Promise<void> {
    const terminals = [...seen];
    seen.clear();
    try {
      await touchTerminals(db.pool, terminals);
    } catch (error) {
      log.warn({ error }, 'last_seen was not written');
    }
  }

  function note(terminal: TerminalId): void {
    if (seen.size === 0) setTimeout(() => void writeSeen(), TOUCH_MS).unref();
    seen.add(terminal);
  }

  const load = batched(
    async (hashes: string[]) => {
      const owners = await findTokens(db.pool, hashes);
      for (const { stale, actor } of owners.values()) if (stale) note(actor.terminalId);
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
