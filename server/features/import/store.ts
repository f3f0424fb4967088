// Which users and conversations came from which source, and who looks at what came in.
import { type AnyId, type ConversationId, toId, type UserId } from '../../../core/protocol/ids.ts';
import { type Pool, run } from '../../platform/db.ts';

/** The ids by key, of users that exist; unknown keys are left out. */
export async function loadPeople(pool: Pool, keys: readonly string[]): Promise<Map<string, UserId>> {
  const result = await run<{ key: string; id: string }>(
    pool,
    'import_people',
    'select s.key, s.id from import_source s join users u on u.id = s.id where s.key = any($1::text[])',
    [keys],
  );
  return new Map(result.rows.map((row) => [row.key, toId<UserId>(row.id)]));
}

/** The id that stands for a key: `fresh` when it is new. Said before anything is made with it, so that a run that was killed finds it. */
export async function claimId<T extends AnyId>(pool: Pool, key: string, fresh: T): Promise<T> {
  const result = await run<{ id: string }>(
    pool,
    'import_claim',
    'insert into import_source as s (key, id) values ($1, $2) on conflict (key) do update set id = s.id returning id',
    [key, fresh],
  );
  return toId<T>(result.rows[0]?.id ?? fresh);
}

/** Who is or was in a conversation; empty: it was never founded. */
export async function loadEverIn(pool: Pool, conversationId: ConversationId): Promise<Set<UserId>> {
  const result = await run<{ user_id: string }>(pool, 'import_ever_in', 'select distinct user_id from span where conversation_id = $1', [
    conversationId,
  ]);
  return new Set(result.rows.map((row) => toId<UserId>(row.user_id)));
}

/** Said before the people are made; one whom a killed run did not make gets the new id. */
export async function savePeople(pool: Pool, people: ReadonlyMap<string, UserId>): Promise<void> {
  const sorted = [...people].sort(([a], [b]) => (a < b ? -1 : 1));
  await run(
    pool,
    'import_save',
    `insert into import_source as s (key, id) select * from unnest($1::text[], $2::bigint[])
     on conflict (key) do update set id = excluded.id where not exists (select from users u where u.id = s.id)`,
    [sorted.map(([key]) => key), sorted.map(([, id]) => id)],
  );
}

/** By handle, else the owner of the installation; null: there is none. */
export async function loadViewer(pool: Pool, handle: string | null): Promise<UserId | null> {
  const result = await run<{ id: string | null }>(
    pool,
    handle === null ? 'import_owner' : 'import_viewer',
    handle === null ? 'select owner_id as id from installation' : 'select user_id as id from profile where handle = $1',
    handle === null ? [] : [handle],
  );
  const id = result.rows[0]?.id;
  return id == null ? null : toId<UserId>(id);
}
