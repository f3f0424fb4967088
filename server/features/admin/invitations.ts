// Invitations: made, listed and revoked by administrators. FORBIDDEN for others.
import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import { AppError, toAppError } from '../../../core/protocol/app-error.ts';
import type { UserId } from '../../../core/protocol/ids.ts';
import { LIMITS } from '../../../core/protocol/limits.ts';
import type { Actor } from '../../platform/actor.ts';
import { hashInvitation } from '../account/index.ts';
import type { AdminDeps } from './deps.ts';
import type { createInvitationInput } from './inputs.ts';
import { decideAdministers } from './rules.ts';
import { insertInvitation, loadInvitations, setInvitationRevoked } from './store.ts';

const DAY_MS = 86_400_000;

export interface WireInvitation {
  /** The hash of the code. */
  id: string;
  createdBy: UserId;
  createdByName: string;
  uses: number;
  maxUses: number;
  expiresAt: string | null;
  createdAt: string;
}

function authorise(actor: Actor): void {
  const refusal = decideAdministers(actor);
  if (refusal) throw toAppError(refusal);
}

/** The code is in this answer only: it is stored as a hash. */
export async function createInvitation({ db }: AdminDeps, actor: Actor, input: z.output<typeof createInvitationInput>) {
  authorise(actor);
  const code = randomBytes(15).toString('base64url');
  const expiresAt = input.days === null ? null : new Date(Date.now() + input.days * DAY_MS);
  const codeHash = hashInvitation(code);
  await insertInvitation(db.prisma, { codeHash, createdBy: actor.userId, maxUses: input.maxUses, expiresAt });
  return { id: codeHash.toString('base64url'), code, maxUses: input.maxUses, expiresAt: expiresAt?.toISOString() ?? null };
}

export async function listInvitations({ db, accounts }: AdminDeps, actor: Actor): Promise<WireInvitation[]> {
  authorise(actor);
  const rows = await loadInvitations(db.prisma, LIMITS.pageRows);
  const makers = await accounts.loadUsers([...new Set(rows.map((row) => row.createdBy))]);
  return rows.map(({ createdBy, uses, maxUses, codeHash, expiresAt, createdAt }) => ({
    id: Buffer.from(codeHash).toString('base64url'),
    createdBy,
    createdByName: makers.get(createdBy)?.name ?? '',
    uses,
    maxUses,
    expiresAt: expiresAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
  }));
}

/** NOT_FOUND: there is none, or it is revoked already. */
export async function revokeInvitation({ db }: AdminDeps, actor: Actor, id: string): Promise<void> {
  authorise(actor);
  if (!(await setInvitationRevoked(db.prisma, Buffer.from(id, 'base64url')))) throw new AppError('NOT_FOUND');
}
