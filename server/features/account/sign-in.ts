// A session for who knows the password. A wrong e-mail and a wrong password are answered alike.
import type { z } from 'zod';
import { AppError } from '../../../core/protocol/app-error.ts';
import type { signInInput } from '../../../core/protocol/commands.ts';
import { networkOf } from '../../platform/rates/network.ts';
import type { Caller, Parts, SignedIn } from './deps.ts';
import { newTerminal, presentSession } from './new-session.ts';
import { findByAuth } from './store.ts';
import { dropAuthSession, insertTerminal } from './store-session.ts';

/** UNAUTHENTICATED: not known or a wrong password; FORBIDDEN: the account is disabled; RATE_LIMITED. */
export async function signIn(parts: Parts, input: z.output<typeof signInInput>, caller: Caller): Promise<SignedIn> {
  const { db, auth, hashing, limits } = parts;
  const address = networkOf(caller.address);
  return limits.attempt({ signIn: { address }, guess: { address, email: input.email } }, async () => {
    const session = await hashing.run(address, () => auth.signIn(input.email, input.password));
    if (!session) throw new AppError('UNAUTHENTICATED');
    const account = await findByAuth(db.prisma, session.authUserId);
    if (!account || account.disabled) {
      await dropAuthSession(db.prisma, session.authSessionId);
      throw account ? new AppError('FORBIDDEN', { reason: 'disabled' }) : new AppError('UNAUTHENTICATED');
    }
    const terminal = newTerminal(session, account.userId, input.device, caller, Date.now());
    await insertTerminal(db.prisma, terminal);
    return presentSession(parts, session.token, {
      userId: account.userId,
      terminalId: terminal.id,
      terminalKind: terminal.kind,
      power: account.power,
      isVisitor: false,
    });
  });
}
