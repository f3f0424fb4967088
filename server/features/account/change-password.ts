// A new password for who knows the old one; the other sessions end with the same statement.
import { z } from 'zod';
import { AppError } from '../../../core/protocol/app-error.ts';
import { signInInput, signUpInput } from '../../../core/protocol/commands.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Parts } from './deps.ts';
import { findPasswordHash, replacePassword } from './store-session.ts';

export const changePasswordInput = z.strictObject({ oldPassword: signInInput.shape.password, newPassword: signUpInput.shape.password });

/** BAD_INPUT (oldPassword): it is wrong, or the account has none; RATE_LIMITED. */
export async function changePassword(parts: Parts, actor: Actor, input: z.output<typeof changePasswordInput>): Promise<void> {
  const { db, auth, hashing, limits, revoked } = parts;
  const inTurn = <T>(work: () => Promise<T>) => hashing.run(actor.userId, work);
  const ended = await limits.attempt({ password: { user: actor.userId } }, async () => {
    const hash = await findPasswordHash(db.prisma, actor.userId);
    if (hash === null || !(await inTurn(() => auth.verify(hash, input.oldPassword))))
      throw new AppError('BAD_INPUT', { field: 'oldPassword', reason: 'wrong' });
    return replacePassword(db.pool, { userId: actor.userId, except: actor.terminalId }, await inTurn(() => auth.hash(input.newPassword)));
  });
  if (ended === null) throw new AppError('NOT_FOUND');
  revoked(ended);
}
