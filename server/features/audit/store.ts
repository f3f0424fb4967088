// The rows of the desk's log; they are only added to.
import { AUDIT_DEEDS, type AuditDeed, type AuditFacts } from '../../../core/protocol/desk-audit.ts';
import { type AuditId, toId, type UserId } from '../../../core/protocol/ids.ts';
import { type Connection, type Pool, run } from '../../platform/db.ts';
import { msNumberOf } from '../../platform/sql-time.ts';

export interface AuditRow {
  readonly id: AuditId;
  /** ms */
  readonly at: number;
  readonly actorId: UserId;
  readonly deed: AuditDeed;
  readonly target: string;
  readonly before: AuditFacts | null;
  readonly after: AuditFacts | null;
}

const json = (facts: AuditFacts | null) => (facts === null ? null : JSON.stringify(facts));

export async function insertAudit(on: Connection, { id, actorId, deed, target, before, after }: Omit<AuditRow, 'at'>): Promise<void> {
  await run(on, 'audit_insert', 'insert into desk_audit (id, actor_id, deed, target, before, after) values ($1, $2, $3, $4, $5, $6)', [
    id,
    actorId,
    deed,
    target,
    json(before),
    json(after),
  ]);
}

/** The newest first, older than `before`. What an older release does not know is left out. */
export async function loadAudit(pool: Pool, before: AuditId | null, first: number): Promise<AuditRow[]> {
  const { rows } = await run<{
    id: string;
    at: number;
    actor_id: string;
    deed: AuditDeed;
    target: string;
    before: AuditFacts | null;
    after: AuditFacts | null;
  }>(
    pool,
    'audit_list',
    `select id, ${msNumberOf('created_at')} as at, actor_id, deed, target, before, after from desk_audit
     where ($1::bigint is null or id < $1) and deed = any($2::text[]) order by id desc limit $3`,
    [before, [...AUDIT_DEEDS], first],
  );
  return rows.map(({ actor_id, ...row }) => ({ ...row, id: toId<AuditId>(row.id), actorId: toId<UserId>(actor_id) }));
}
