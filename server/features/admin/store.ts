// What administration reads and sets: accounts with their e-mail, the state disabled, invitations.
import { codeOf, nameOf, USER_KINDS, type UserKind } from '../../../core/protocol/events.ts';
import { toId, type UserId } from '../../../core/protocol/ids.ts';
import { type Db, type Pool, run } from '../../platform/db.ts';

type Prisma = Db['prisma'];

export interface AccountRow {
  id: UserId;
  handle: string | null;
  name: string;
  /** Null: an account without a sign-in. */
  email: string | null;
  kind: UserKind;
  power: number;
  disabledAt: Date | null;
  createdAt: Date;
}

/** Of web sites: no accounts. */
const VISITOR = codeOf(USER_KINDS, 'VISITOR');

const SELECT_ACCOUNTS = `
select u.id, p.handle, p.name, a.email, u.kind, u.power, u.disabled_at as "disabledAt", u.created_at as "createdAt"
from users u join profile p on p.user_id = u.id left join auth_user a on a.id = u.auth_id
where u.deleted_at is null and u.kind <> ${VISITOR} and ($1::bigint is null or u.id > $1)
  and ($2::text is null or lower(p.name) || ' ' || coalesce(p.handle, '') like '%' || lower($2) || '%' or a.email like '%' || lower($2) || '%')
order by u.id limit $3`;

type SelectedAccount = Omit<AccountRow, 'id' | 'kind'> & { id: string; kind: number };

/** Ascending by id, behind `after`. `pattern`: a part of name, handle or e-mail, with the wildcards of LIKE escaped; null: all. */
export async function loadAccounts(pool: Pool, after: UserId | null, pattern: string | null, limit: number): Promise<AccountRow[]> {
  const found = await run<SelectedAccount>(pool, 'admin.loadAccounts', SELECT_ACCOUNTS, [after, pattern, limit]);
  return found.rows.map((row) => ({ ...row, id: toId<UserId>(row.id), kind: nameOf(USER_KINDS, row.kind) }));
}

export async function loadPower(prisma: Prisma, id: UserId): Promise<number | null> {
  const user = await prisma.user.findUnique({ where: { id: BigInt(id), deletedAt: null, kind: { not: VISITOR } } });
  return user?.power ?? null;
}

export async function countAccounts(prisma: Prisma): Promise<number> {
  return prisma.user.count({ where: { deletedAt: null, kind: { not: VISITOR } } });
}

export async function setPower(prisma: Prisma, id: UserId, power: number): Promise<void> {
  await prisma.user.update({ where: { id: BigInt(id) }, data: { power } });
}

export async function setDisabled(prisma: Prisma, id: UserId, at: Date | null): Promise<void> {
  await prisma.user.update({ where: { id: BigInt(id) }, data: { disabledAt: at } });
}

export interface InvitationRow {
  codeHash: Uint8Array;
  createdBy: UserId;
  uses: number;
  maxUses: number;
  expiresAt: Date | null;
  createdAt: Date;
}

export async function insertInvitation(
  prisma: Prisma,
  invitation: { codeHash: Buffer; createdBy: UserId; maxUses: number; expiresAt: Date | null },
): Promise<void> {
  await prisma.invitation.create({
    data: { ...invitation, codeHash: new Uint8Array(invitation.codeHash), createdBy: BigInt(invitation.createdBy) },
  });
}

/** The newest that are not revoked; used up and expired ones too. */
export async function loadInvitations(prisma: Prisma, limit: number): Promise<InvitationRow[]> {
  const rows = await prisma.invitation.findMany({
    where: { revokedAt: null },
    orderBy: [{ createdAt: 'desc' }, { codeHash: 'asc' }],
    take: limit,
  });
  return rows.map((row) => ({ ...row, createdBy: toId<UserId>(row.createdBy) }));
}

/** False when there is none that is not revoked. */
export async function setInvitationRevoked(prisma: Prisma, codeHash: Buffer): Promise<boolean> {
  const revoked = await prisma.invitation.updateMany({
    where: { codeHash: new Uint8Array(codeHash), revokedAt: null },
    data: { revokedAt: new Date() },
  });
  return revoked.count === 1;
}
