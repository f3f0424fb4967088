// The rows of saved lists.
import { viewFilter } from '../../../core/protocol/desk-view-commands.ts';
import type { ViewFilter } from '../../../core/protocol/desk-views.ts';
import { type DeskViewId, toId, type UserId } from '../../../core/protocol/ids.ts';
import { type Connection, type Pool, run } from '../../platform/db.ts';

export interface ViewRow {
  readonly id: DeskViewId;
  /** Null: the team's. */
  readonly ownerId: UserId | null;
  readonly name: string;
  readonly filter: ViewFilter;
}

type Selected = { id: string; owner_id: string | null; name: string; filter: unknown };

const COLUMNS = 'id, owner_id, name, filter';

/** What another release has stored and this one does not know is left out. */
function toRow({ id, owner_id, name, filter }: Selected): ViewRow[] {
  const { success, data } = viewFilter.safeParse(filter);
  return success ? [{ id: toId<DeskViewId>(id), ownerId: owner_id === null ? null : toId<UserId>(owner_id), name, filter: data }] : [];
}

/** The team's first. */
export async function loadViews(pool: Pool, reader: UserId): Promise<ViewRow[]> {
  const sql = `select ${COLUMNS} from desk_view where owner_id is null or owner_id = $1 order by owner_id nulls first, lower(name), id`;
  return (await run<Selected>(pool, 'view_list', sql, [reader])).rows.flatMap(toRow);
}

export async function lockView(on: Connection, id: DeskViewId): Promise<ViewRow | null> {
  const { rows } = await run<Selected>(on, 'view_lock', `select ${COLUMNS} from desk_view where id = $1 for update`, [id]);
  return rows.flatMap(toRow)[0] ?? null;
}

/** Two at once may both pass it: a limit of this kind may be a little over. */
export async function countViews(on: Connection, ownerId: UserId | null): Promise<number> {
  const sql = 'select count(*)::int as n from desk_view where owner_id is not distinct from $1::bigint';
  return (await run<{ n: number }>(on, 'view_count', sql, [ownerId])).rows[0]?.n ?? 0;
}

export async function writeView(on: Connection, { id, ownerId, name, filter }: ViewRow): Promise<void> {
  await run(
    on,
    'view_write',
    `insert into desk_view (id, owner_id, name, filter) values ($1, $2, $3, $4)
     on conflict (id) do update set owner_id = excluded.owner_id, name = excluded.name, filter = excluded.filter, updated_at = now()`,
    [id, ownerId, name, JSON.stringify(filter)],
  );
}

export async function deleteView(on: Connection, id: DeskViewId): Promise<void> {
  await run(on, 'view_delete', 'delete from desk_view where id = $1', [id]);
}
