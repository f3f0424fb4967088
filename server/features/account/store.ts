// The rows of accounts: users, profiles, the installation's owner, invitations. Sessions: store-session.ts.
// Locks of a sign-up, in this order: the e-mail (unique), the installation's row while it has no owner, the invitation, the handle (unique).

import { codeOf, nameOf, USER_KINDS } from '../../../core/protocol/events.ts';
import { type TerminalId, toId, type UserId } from '../../../core/protocol/ids.ts';
import type { WireUser } from '../../../core/protocol/wire.ts';
import type { Prisma as Generated } from '../../../generated/prisma/client.ts';
import { type Db, type Pool, run, runQuick, sqlState } from '../../platform/db.ts';

export type Prisma = Db['prisma'];
export type Transaction = Generated.TransactionClient;

const UNIQUE_VIOLATION = '23505';
const PERSON = codeOf(USER_KINDS, 'PERSON');
const VISITOR = codeOf(USER_KINDS, 'VISITOR');

type UserRow = { id: string; handle: string | null; name: string; kind: number };

/** Avatars are drawn from initials until there are pictures. */
const presentUser = (row: UserRow): WireUser => ({
  id: toId<UserId>(row.id),
  handle: row.handle,
  name: row.name,
  avatarUrl: null,
  kind: nameOf(USER_KINDS, row.kind),
});

/** No account has been made by a person yet. */
export async function hasNoOwner(prisma: Prisma): Promise<boolean> {
  return (await prisma.installation.count({ where: { ownerId: null } })) > 0;
}

/** Makes `id` the owner where there is none; true for exactly one of all who try. */
export async function claimOwner(on: Transaction, id: UserId): Promise<boolean> {
  return (await on.installation.updateMany({ where: { ownerId: null }, data: { ownerId: BigInt(id) } })).count === 1;
}

export async function handleExists(prisma: Prisma, handle: string): Promise<boolean> {
  return (await prisma.profile.count({ where: { handle } })) > 0;
}

export async function emailExists(prisma: Prisma, email: string): Promise<boolean> {
  return (await prisma.authUser.count({ where: { email: email.toLowerCase() } })) > 0;
}

function usable(on: Transaction, codeHash: Buffer): Generated.InvitationWhereInput {
  return {
    codeHash: new Uint8Array(codeHash),
    revokedAt: null,
    uses: { lt: on.invitation.fields.maxUses },
    OR: [{ expiresAt: null }, { expiresAt: { gt: new Date() } }],
  };
}

export async function isUsableInvitation(prisma: Prisma, codeHash: Buffer): Promise<boolean> {
  return (await prisma.invitation.count({ where: usable(prisma, codeHash) })) > 0;
}

/** Uses an invitation up by one; false when it is not (or no longer) good. */
export async function spendInvitation(on: Transaction, codeHash: Buffer): Promise<boolean> {
  return (await on.invitation.updateMany({ where: usable(on, codeHash), data: { uses: { increment: 1 } } })).count === 1;
}

/** The rows of a person; false (and nothing made) when the handle is taken. */
export async function insertPerson(
  on: Transaction,
  person: { id: UserId; authId: string; handle: string; name: string; power: number },
): Promise<boolean> {
  const id = BigInt(person.id);
  const made = await on.profile.createMany({ data: { userId: id, handle: person.handle, name: person.name }, skipDuplicates: true });
  if (made.count === 0) return false;
  await on.user.create({ data: { id, kind: PERSON, power: person.power, authId: person.authId } });
  await on.userCursor.create({ data: { userId: id } });
  return true;
}

export interface NewPerson {
  id: UserId;
  handle: string;
  name: string;
  terminal?: { id: TerminalId; kind: number; name: string; tokenHash: Buffer };
}

const INSERT_PEOPLE = `
with p as (insert into profile (user_id, handle, name) select * from unnest($1::bigint[], $2::text[], $3::text[])
             on conflict (handle) do nothing returning user_id),
     u as (insert into users (id, kind) select user_id, ${PERSON} from p),
     c as (insert into user_cursor (user_id) select user_id from p),
     t as (insert into terminal (id, user_id, kind, name, token_hash)
             select x.id, x.user_id, x.kind, x.name, x.token_hash
             from unnest($4::bigint[], $5::bigint[], $6::smallint[], $7::text[], $8::bytea[]) as x(id, user_id, kind, name, token_hash)
             join p on p.user_id = x.user_id)
select user_id from p`;

/** People without a sign-in, many in one statement; answers those made: a taken handle is left out. */
export async function insertPeople(pool: Pool, people: NewPerson[]): Promise<Set<UserId>> {
  const terminals = people.flatMap((person) => (person.terminal ? [{ ...person.terminal, userId: person.id }] : []));
  const made = await run<{ user_id: string }>(pool, 'account.insertPeople', INSERT_PEOPLE, [
    people.map((person) => person.id),
    people.map((person) => person.handle),
    people.map((person) => person.name),
    terminals.map((terminal) => terminal.id),
    terminals.map((terminal) => terminal.userId),
    terminals.map((terminal) => terminal.kind),
    terminals.map((terminal) => terminal.name),
    terminals.map((terminal) => terminal.tokenHash),
  ]);
  return new Set(made.rows.map((row) => toId<UserId>(row.user_id)));
}

/** The highest n of the handles `PREFIX-n`; 0 when there is none. */
export async function highestNumber(pool: Pool, prefix: string): Promise<number> {
  const found = await run<{ n: string }>(
    pool,
    'account.highestNumber',
    `select coalesce(max(substr(handle, length($1) + 2)::bigint), 0) as n from profile
     where starts_with(handle, $1 || '-') and substr(handle, length($1) + 2) ~ '^[0-9]{1,15}$'`,
    [prefix],
  );
  return Number(found.rows[0]?.n ?? 0);
}

export interface SignInRow {
  userId: UserId;
  power: number;
  disabled: boolean;
}

/** Whose sign-in it is; null for an erased account. */
export async function findByAuth(prisma: Prisma, authId: string): Promise<SignInRow | null> {
  const user = await prisma.user.findUnique({ where: { authId, deletedAt: null } });
  return user ? { userId: toId<UserId>(user.id), power: user.power, disabled: user.disabledAt !== null } : null;
}

/** Those without a row are left out. */
export async function loadUsers(pool: Pool, ids: UserId[]): Promise<Map<UserId, WireUser>> {
  const found = await runQuick<UserRow>(
    pool,
    'account.loadUsers',
    `select u.id, p.handle, p.name, u.kind from users u join profile p on p.user_id = u.id where u.id = any($1::bigint[])`,
    [ids],
  );
  return new Map(found.rows.map((row) => [toId<UserId>(row.id), presentUser(row)]));
}

/** Those of `ids` whom a visitor may know: themselves, whoever is or was in a talk of theirs, and whoever said something there. */
export async function findKnownTo(pool: Pool, visitorId: UserId, ids: readonly UserId[]): Promise<UserId[]> {
  const found = await run<{ id: string }>(
    pool,
    'account.findKnownTo',
    `select v.id from unnest($2::bigint[]) v(id) where v.id = $1
       or exists (select 1 from member m join span s on s.conversation_id = m.conversation_id where m.user_id = $1 and s.user_id = v.id)
       or exists (select 1 from member m join event e on e.conversation_id = m.conversation_id where m.user_id = $1 and e.sender_id = v.id)`,
    [visitorId, ids],
  );
  return found.rows.map((row) => toId<UserId>(row.id));
}

// The first condition is the expression of the index profile_search_idx; the second keeps a match from spanning name and handle.
const FIND_USERS = `
select u.id, p.handle, p.name, u.kind from profile p join users u on u.id = p.user_id
where lower(p.name) || ' ' || coalesce(p.handle, '') like '%' || lower($2) || '%'
  and (lower(p.name) like '%' || lower($2) || '%' or p.handle like '%' || lower($2) || '%')
  and p.handle is not null and u.kind <> ${VISITOR} and u.disabled_at is null and u.deleted_at is null
order by p.handle = lower($1) desc, p.handle like lower($2) || '%' desc, lower(p.name), p.handle
limit $3`;

/** `pattern`: `text` with the wildcards of LIKE escaped. */
export async function findUsers(pool: Pool, text: string, pattern: string, first: number): Promise<WireUser[]> {
  const found = await run<UserRow>(pool, 'account.findUsers', FIND_USERS, [text, pattern, first]);
  return found.rows.map(presentUser);
}

/** False when the handle is taken; null leaves a field as it is. */
export async function updateProfile(pool: Pool, id: UserId, name: string | null, handle: string | null): Promise<boolean> {
  try {
    await run(
      pool,
      'account.updateProfile',
      `update profile set name = coalesce($2, name), handle = coalesce($3, handle) where user_id = $1`,
      [id, name, handle],
    );
    return true;
  } catch (error) {
    if (sqlState(error) === UNIQUE_VIOLATION) return false;
    throw error;
  }
}
