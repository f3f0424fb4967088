// What a sign-up and a sign-in end with: our terminal for the session that better-auth made.
import { type TerminalId, toId, type UserId } from '../../../core/protocol/ids.ts';
import type { Actor } from '../../platform/actor.ts';
import { type AuthSession, hashToken, SESSION_MAX_S } from './auth.ts';
import type { Caller, Device, Parts, SignedIn } from './deps.ts';
import { deviceName } from './device-name.ts';
import { IDLE_DAYS, type NewTerminal } from './store-session.ts';

const DAY_MS = 86_400_000;

/** The terminal has the session's id. A device that did not say what it is counts as a browser. */
export function newTerminal(
  session: Pick<AuthSession, 'authSessionId' | 'token'>,
  userId: UserId,
  device: Device,
  caller: Caller,
  nowMs: number,
): NewTerminal {
  return {
    id: toId<TerminalId>(session.authSessionId),
    userId,
    kind: device?.kind ?? 'WEB',
    name: device?.name ?? deviceName(caller.userAgent),
    tokenHash: hashToken(session.token),
    authId: session.authSessionId,
    expiresAt: new Date(nowMs + IDLE_DAYS * DAY_MS),
  };
}

export async function presentSession(parts: Parts, token: string, actor: Actor): Promise<SignedIn> {
  const user = await parts.loadUser(actor.userId);
  if (!user) throw new Error(`account ${actor.userId} has no profile`);
  return { token, expiresAt: new Date(Date.now() + SESSION_MAX_S * 1000), user, actor };
}
