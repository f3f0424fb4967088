// Another name or handle.
import type { z } from 'zod';
import { AppError } from '../../../core/protocol/app-error.ts';
import { signUpInput } from '../../../core/protocol/commands.ts';
import type { WireUser } from '../../../core/protocol/wire.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Parts } from './deps.ts';
import { updateProfile as update } from './store.ts';

export const updateProfileInput = signUpInput.pick({ name: true, handle: true }).partial();

/** BAD_INPUT (handle): it is taken. */
export async function updateProfile(parts: Parts, actor: Actor, input: z.output<typeof updateProfileInput>): Promise<WireUser> {
  const done = await update(parts.db.pool, actor.userId, input.name ?? null, input.handle ?? null);
  if (!done) throw new AppError('BAD_INPUT', { field: 'handle', reason: 'taken' });
  const user = await parts.loadUser(actor.userId);
  if (!user) throw new AppError('NOT_FOUND');
  return user;
}
