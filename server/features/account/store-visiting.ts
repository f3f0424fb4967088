// The rows of visitors of web sites as users, and of their sessions: a terminal alone, without a row of better-auth.
import { codeOf, TERMINAL_KINDS, USER_KINDS } from '../../../core/protocol/events.ts';
import { type TerminalId, toId, type UserId } from '../../../core/protocol/ids.ts';
import { type Connection, type Pool, run } from '../../platform/db.ts';
import { msNumberOf, timeOf } from '../../platform/sql-time.ts';
import { IDLE_DAYS } from './store-session.ts';

const VISITOR = codeOf(USER_KINDS, 'VISITOR');
const WEB = codeOf(TERMINAL_KINDS, 'WEB');

/** A user without a handle. */
export async function insertVisitor(on: Connection, id: UserId, name: string): Promise<void> {
  await run(
    on,
    'account.insertVisitor',
    `with u as (insert into users (id, kind) values ($1, ${VISITOR})), c as (insert into user_cursor (user_id) values ($1))
     insert into profile (user_id, name) values ($1, $2)`,
    [id, name],
  );
}

export async function renameVisitor(on: Connection, id: UserId, name: string): Promise<void> {
  await run(on, 'account.renameVisitor', 'update profile set name = $2 where user_id = $1 and name <> $2', [id, name]);
}

export interface NewVisit {
  readonly id: TerminalId;
  readonly userId: UserId;
  readonly name: string | null;
  readonly tokenHash: Buffer;
  readonly replaces: TerminalId | null;
  /** ms since 1970; null: it lives as long as it is used. */
  readonly endsAt: number | null;
}

export async function insertVisit(on: Connection, { id, userId, name, tokenHash, replaces, endsAt }: NewVisit): Promise<void> {
  await run(
    on,
    'account.insertVisit',
    `insert into terminal (id, user_id, kind, name, token_hash, replaces, ends_at, expires_at)
     values ($1, $2, ${WEB}, $3, $4, $5, ${timeOf(6)}, least(now() + interval '${IDLE_DAYS} days', ${timeOf(6)}))`,
    [id, userId, name, tokenHash, replaces, endsAt],
  );
}

export interface VisitRow {
  readonly terminalId: TerminalId;
  readonly userId: UserId;
  readonly replaces: TerminalId | null;
  readonly endsAt: number | null;
}

/** A live session of a visitor. */
export async function findVisit(on: Pool | Connection, tokenHash: Buffer): Promise<VisitRow | null> {
  const { rows } = await run<{ id: string; user_id: string; replaces: string | null; ends: number | null }>(
    on,
    'account.findVisit',
    `select t.id, t.user_id, t.replaces, ${msNumberOf('t.ends_at')} as ends from terminal t join users u on u.id = t.user_id
     where t.token_hash = $1 and t.revoked_at is null and t.expires_at > now() and u.kind = ${VISITOR} and u.disabled_at is null and u.deleted_at is null`,
    [tokenHash],
  );
  const [row] = rows;
  if (!row) return null;
  const replaces = row.replaces === null ? null : toId<TerminalId>(row.replaces);
  return { terminalId: toId<TerminalId>(row.id), userId: toId<UserId>(row.user_id), replaces, endsAt: row.ends };
}

/** From now on it lives so long at most, however it is used. */
export async function limitVisit(on: Connection, id: TerminalId, ms: number): Promise<void> {
  const end = `now() + $2::float8 * interval '1 millisecond'`;
  await run(
    on,
    'account.limitVisit',
    `update terminal set ends_at = least(ends_at, ${end}), expires_at = least(expires_at, ${end}) where id = $1 and revoked_at is null`,
    [id, ms],
  );
}

/** Ends all sessions of a visitor; answers which. */
export async function endVisits(on: Connection, userId: UserId): Promise<TerminalId[]> {
  const { rows } = await run<{ id: string }>(
    on,
    'account.endVisits',
    'update terminal set revoked_at = now() where user_id = $1 and revoked_at is null returning id',
    [userId],
  );
  return rows.map((row) => toId<TerminalId>(row.id));
}
