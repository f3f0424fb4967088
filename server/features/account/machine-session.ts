// A session for a program that runs beside an installation, with its database: as somebody who is there, without their password.
import { randomBytes } from 'node:crypto';
import type { TerminalId, UserId } from '../../../core/protocol/ids.ts';
import { hashToken } from './auth.ts';
import type { AccountDeps } from './deps.ts';
import { endSessions, insertTerminal } from './store-session.ts';

/** One that the program does not end ends by itself then. */
const LONGEST_MS = 86_400_000;

export interface MachineSession {
  /** In plain, and stored nowhere. */
  readonly token: string;
  end(): Promise<void>;
}

/** `name`: shown among their sessions. */
export async function openMachineSession(
  { db, ids }: Pick<AccountDeps, 'db' | 'ids'>,
  userId: UserId,
  name: string,
): Promise<MachineSession> {
  const id = ids.next<TerminalId>();
  const token = randomBytes(24).toString('base64url');
  const expiresAt = new Date(Date.now() + LONGEST_MS);
  await insertTerminal(db.prisma, { id, userId, kind: 'BOT', name, tokenHash: hashToken(token), authId: null, expiresAt });
  return { token, end: async () => void (await endSessions(db.pool, { userId, only: id })) };
}
