// The sessions of a person: their list, and their end here or elsewhere.
import { AppError } from '../../../core/protocol/app-error.ts';
import type { TerminalKind } from '../../../core/protocol/events.ts';
import type { TerminalId } from '../../../core/protocol/ids.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Parts } from './deps.ts';
import { endSessions, loadTerminals } from './store-session.ts';

export interface WireTerminal {
  id: TerminalId;
  kind: TerminalKind;
  name: string | null;
  lastSeen: string;
  createdAt: string;
  /** The one that asks. */
  current: boolean;
}

export async function listTerminals({ db }: Parts, actor: Actor): Promise<WireTerminal[]> {
  const rows = await loadTerminals(db.prisma, actor.userId);
  return rows.map((row) => ({
    ...row,
    lastSeen: row.lastSeen.toISOString(),
    createdAt: row.createdAt.toISOString(),
    current: row.id === actor.terminalId,
  }));
}

/** Ends one of the actor's sessions. NOT_FOUND: another's, ended or never there. */
export async function revokeTerminal({ db, revoked }: Parts, actor: Actor, id: TerminalId): Promise<void> {
  const ended = await endSessions(db.pool, { userId: actor.userId, only: id });
  if (ended.length === 0) throw new AppError('NOT_FOUND');
  revoked(ended);
}

/** Ends the session that asks; nothing happens when it has ended already. */
export async function signOut({ db, revoked }: Parts, actor: Actor): Promise<void> {
  revoked(await endSessions(db.pool, { userId: actor.userId, only: actor.terminalId }));
}
