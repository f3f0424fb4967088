// The rows of sessions: our terminal beside better-auth's session, and the password's hash.
import { codeOf, nameOf, TERMINAL_KINDS, type TerminalKind, USER_KINDS } from '../../../core/protocol/events.ts';
import { type TerminalId, toId, type UserId } from '../../../core/protocol/ids.ts';
import type { Actor } from '../../platform/actor.ts';
import { type Pool, run, runQuick } from '../../platform/db.ts';
import type { Prisma, Transaction } from './store.ts';

/** A session ends when nobody has used it for so long. */
export const IDLE_DAYS = 90;

export interface NewTerminal {
  id: TerminalId;
  userId: UserId;
  kind: TerminalKind;
  name: string | null;
  tokenHash: Buffer;
  /** Null: no sign-in stands behind it (a demo). */
  authId: string | null;
  expiresAt: Date;
}

export async function insertTerminal(on: Prisma | Transaction, terminal: NewTerminal): Promise<void> {
  await on.terminal.create({
    data: {
      ...terminal,
      id: BigInt(terminal.id),
      userId: BigInt(terminal.userId),
      kind: codeOf(TERMINAL_KINDS, terminal.kind),
      tokenHash: new Uint8Array(terminal.tokenHash),
    },
  });
}

const VISITOR = codeOf(USER_KINDS, 'VISITOR');
const LIVE = `t.revoked_at is null and (t.expires_at is null or t.expires_at > now())`;

type TokenRow = { token_hash: Buffer; id: string; user_id: string; kind: number; power: number; visits: boolean; stale: boolean };

export interface TokenOwner {
  actor: Actor;
  /** last_seen is over a minute old. */
  stale: boolean;
}

/**
 * Who the tokens belong to, by their hash in hexadecimal; the dead, disabled and deleted are left out. With its limits each is
 * looked up by its key: a plan that joined by a hash read all users, for each connection and again for each look at its session.
 */
export async function findTokens(pool: Pool, hashes: string[]): Promise<Map<string, TokenOwner>> {
  const found = await runQuick<TokenRow>(
    pool,
    'account.findTokens',
    `select t.token_hash, t.id, t.user_id, t.kind, u.power, u.kind = ${VISITOR} as visits, t.last_seen < now() - interval '1 minute' as stale
     from unnest($1::bytea[]) v(hash) cross join lateral (select * from terminal where token_hash = v.hash limit 1) t
     cross join lateral (select * from users where id = t.user_id limit 1) u
     where ${LIVE} and u.disabled_at is null and u.deleted_at is null`,
    [hashes.map((hash) => Buffer.from(hash, 'hex'))],
  );
  return new Map(
    found.rows.map((row) => {
      const actor: Actor = {
        userId: toId<UserId>(row.user_id),
        terminalId: toId<TerminalId>(row.id),
        terminalKind: nameOf(TERMINAL_KINDS, row.kind),
        power: row.power,
        isVisitor: row.visits,
      };
      return [row.token_hash.toString('hex'), { actor, stale: row.stale }];
    }),
  );
}

/** Marks the terminals as seen now and moves their end; leaves out those that somebody else is marking. */
export async function touchTerminals(pool: Pool, ids: TerminalId[]): Promise<void> {
  await run(
    pool,
    'account.touchTerminals',
    `update terminal set last_seen = now(), expires_at = case when expires_at is not null then least(now() + interval '${IDLE_DAYS} days', ends_at) end
     where id in (select id from terminal where id = any($1::bigint[]) order by id for update skip locked)`,
    [ids],
  );
}

export interface TerminalRow {
  id: TerminalId;
  kind: TerminalKind;
  name: string | null;
  lastSeen: Date;
  createdAt: Date;
}

/** The live sessions of a user, the last seen first. */
export async function loadTerminals(prisma: Prisma, userId: UserId): Promise<TerminalRow[]> {
  const rows = await prisma.terminal.findMany({
    where: { userId: BigInt(userId), revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: new Date() } }] },
    orderBy: [{ lastSeen: 'desc' }, { id: 'desc' }],
  });
  return rows.map((row) => ({
    id: toId<TerminalId>(row.id),
    kind: nameOf(TERMINAL_KINDS, row.kind),
    name: row.name,
    lastSeen: row.lastSeen,
    createdAt: row.createdAt,
  }));
}

export interface WhichSessions {
  userId: UserId;
  /** This one alone. */
  only?: TerminalId;
  /** All but this one. */
  except?: TerminalId;
}

const end = (condition: string) => `
  ended as (update terminal t set revoked_at = now()
            where t.user_id = $1 and ${LIVE} and ($2::bigint is null or t.id = $2) and ($3::bigint is null or t.id <> $3) and ${condition}
            returning t.id, t.auth_id),
  gone as (delete from auth_session s using ended e where s.id = e.auth_id)`;

/** Ends live sessions of a user; answers which. */
export async function endSessions(pool: Pool, which: WhichSessions): Promise<TerminalId[]> {
  const ended = await run<{ id: string }>(pool, 'account.endSessions', `with ${end('true')} select id from ended`, [
    which.userId,
    which.only ?? null,
    which.except ?? null,
  ]);
  return ended.rows.map((row) => toId<TerminalId>(row.id));
}

/** Sets the password and ends the sessions, both or neither. Null (and nothing done): the account has no sign-in. */
export async function replacePassword(pool: Pool, which: WhichSessions, hash: string): Promise<TerminalId[] | null> {
  const done = await run<{ ids: string[]; changed: string }>(
    pool,
    'account.replacePassword',
    `with changed as (update auth_account a set password = $4, updated_at = now() from users u
                      where u.id = $1 and a.user_id = u.auth_id and a.provider_id = 'credential' returning a.id), ${end('exists (select from changed)')}
     select (select coalesce(array_agg(id), '{}') from ended) as ids, (select count(*) from changed) as changed`,
    [which.userId, which.only ?? null, which.except ?? null, hash],
  );
  const row = done.rows[0];
  return row && row.changed !== '0' ? row.ids.map((id) => toId<TerminalId>(id)) : null;
}

export async function findPasswordHash(prisma: Prisma, userId: UserId): Promise<string | null> {
  const user = await prisma.user.findUnique({ where: { id: BigInt(userId) } });
  const account = user?.authId ? await prisma.authAccount.findFirst({ where: { userId: user.authId, providerId: 'credential' } }) : null;
  return account?.password ?? null;
}

/** Takes back a session of better-auth that got no terminal. */
export async function dropAuthSession(prisma: Prisma, id: string): Promise<void> {
  await prisma.authSession.deleteMany({ where: { id } });
}
