// The rows of canned replies.
import { type CannedReplyId, type DepartmentId, toId, type UserId } from '../../../core/protocol/ids.ts';
import { type Connection, type Pool, run } from '../../platform/db.ts';

export interface CannedRow {
  readonly id: CannedReplyId;
  /** Null: the team's. */
  readonly ownerId: UserId | null;
  readonly departmentId: DepartmentId | null;
  readonly shortcut: string;
  readonly title: string;
  readonly text: string;
}

type Selected = {
  id: string;
  owner_id: string | null;
  department_id: string | null;
  shortcut: string;
  title: string;
  text: string;
};

const toRow = ({ id, owner_id, department_id, ...row }: Selected): CannedRow => ({
  ...row,
  id: toId<CannedReplyId>(id),
  ownerId: owner_id === null ? null : toId<UserId>(owner_id),
  departmentId: department_id === null ? null : toId<DepartmentId>(department_id),
});

const COLUMNS = 'id, owner_id, department_id, shortcut, title, text';

/** Of a reader: their own, and the team's that they may use; `all`: the team's of every department. */
export async function loadReplies(pool: Pool, reader: UserId, all: boolean, departmentId: DepartmentId | null): Promise<CannedRow[]> {
  const { rows } = await run<Selected>(
    pool,
    'canned_list',
    `select ${COLUMNS} from canned_reply c
     where (c.owner_id = $1 or (c.owner_id is null and (c.department_id is null or $2::boolean
         or exists (select 1 from agent_department d where d.department_id = c.department_id and d.user_id = $1))))
       and ($3::bigint is null or c.department_id is null or c.department_id = $3)
     order by c.shortcut, c.id`,
    [reader, all, departmentId],
  );
  return rows.map(toRow);
}

export async function lockReply(on: Connection, id: CannedReplyId): Promise<CannedRow | null> {
  const { rows } = await run<Selected>(on, 'canned_lock', `select ${COLUMNS} from canned_reply where id = $1 for update`, [id]);
  return rows[0] ? toRow(rows[0]) : null;
}

/** Two at once may both pass it: a limit of this kind may be a little over. */
export async function countReplies(on: Connection, ownerId: UserId | null): Promise<number> {
  const sql = 'select count(*)::int as n from canned_reply where owner_id is not distinct from $1::bigint';
  return (await run<{ n: number }>(on, 'canned_count', sql, [ownerId])).rows[0]?.n ?? 0;
}

export async function isDepartment(on: Connection, id: DepartmentId): Promise<boolean> {
  const sql = 'select 1 from department where id = $1 and archived_at is null';
  return (await run(on, 'canned_department', sql, [id])).rows.length > 0;
}

/** False: the owner has another of this shortcut. */
export async function insertReply(on: Connection, { id, ownerId, departmentId, shortcut, title, text }: CannedRow): Promise<boolean> {
  const { rowCount } = await run(
    on,
    'canned_insert',
    `insert into canned_reply (id, owner_id, department_id, shortcut, title, text) values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
    [id, ownerId, departmentId, shortcut, title, text],
  );
  return rowCount === 1;
}

export async function isTaken(on: Connection, { id, ownerId, shortcut }: CannedRow): Promise<boolean> {
  const sql = 'select 1 from canned_reply where owner_id is not distinct from $1::bigint and shortcut = $2 and id <> $3';
  return (await run(on, 'canned_taken', sql, [ownerId, shortcut, id])).rows.length > 0;
}

export async function updateReply(on: Connection, { id, departmentId, shortcut, title, text }: CannedRow): Promise<void> {
  await run(
    on,
    'canned_update',
    'update canned_reply set department_id = $2, shortcut = $3, title = $4, text = $5, updated_at = now() where id = $1',
    [id, departmentId, shortcut, title, text],
  );
}

export async function deleteReply(on: Connection, id: CannedReplyId): Promise<void> {
  await run(on, 'canned_delete', 'delete from canned_reply where id = $1', [id]);
}
