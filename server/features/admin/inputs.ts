// The inputs of administration. Unknown fields are refused.
import { z } from 'zod';
import { isId, type UserId } from '../../../core/protocol/ids.ts';
import { LIMITS } from '../../../core/protocol/limits.ts';

const userId = z
  .string()
  .refine(isId, 'not an id')
  .transform((id) => id as UserId);

export const accountInput = z.strictObject({ userId });
export const setAdminInput = z.strictObject({ userId, on: z.boolean() });
export const listAccountsInput = z.strictObject({
  text: z.string().max(LIMITS.searchUnits).default(''),
  after: userId.nullable().default(null),
  first: z
    .int()
    .min(1)
    .transform((n) => Math.min(n, LIMITS.pageRows))
    .default(50),
});
export const createInvitationInput = z.strictObject({
  maxUses: z.int().min(1).max(10_000).default(1),
  /** Days until it ends; null: it does not. */
  days: z.int().min(1).max(365).nullable().default(30),
});
/** The id is the hash of the code, base64url. */
export const invitationInput = z.strictObject({ id: z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'not an id') });
