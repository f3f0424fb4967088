// The rows of a demo: that this installation is one, and whom its sign-in page offers.
import { toId, type UserId } from '../../../core/protocol/ids.ts';
import { POWER } from '../../platform/actor.ts';
import { type Pool, run } from '../../platform/db.ts';

/** One line a language. */
export interface About {
  readonly en: string;
  readonly zh: string;
}

/** standing: it was made before; foreign: others live here; else when it was begun. */
export type DemoStand = { readonly kind: 'standing' } | { readonly kind: 'foreign' } | { readonly kind: 'begun'; readonly at: Date };

/** Makes an empty installation a demo, once: a run after one that was stopped goes on from the same moment. */
export async function beginDemo(pool: Pool): Promise<DemoStand> {
  await run(
    pool,
    'account.demoBegin',
    `update installation set demo_at = now() where demo_at is null and owner_id is null and not exists (select from users)`,
    [],
  );
  const found = await run<{ demo_at: Date | null; offered: boolean }>(
    pool,
    'account.demoStand',
    'select demo_at, exists (select from demo_account) as offered from installation',
    [],
  );
  const at = found.rows[0]?.demo_at ?? null;
  if (at === null) return { kind: 'foreign' };
  return found.rows[0]?.offered ? { kind: 'standing' } : { kind: 'begun', at };
}

/** The demo stands: from now on the page offers them, in this order, and `ownerId` owns the installation. All or nothing. */
export async function offerDemo(
  pool: Pool,
  ownerId: UserId,
  offered: readonly { readonly id: UserId; readonly about: About }[],
): Promise<void> {
  await run(
    pool,
    'account.demoOffer',
    `with owned as (update installation set owner_id = $1 where owner_id is null and demo_at is not null returning owner_id),
          strong as (update users u set power = ${POWER.owner} from owned o where u.id = o.owner_id)
     insert into demo_account (user_id, place, about)
     select o.id, o.place, o.about from unnest($2::bigint[], $3::jsonb[]) with ordinality as o(id, about, place)
     on conflict (user_id) do nothing`,
    [ownerId, offered.map(({ id }) => id), offered.map(({ about }) => JSON.stringify(about))],
  );
}

export interface OfferRow {
  readonly id: UserId;
  readonly about: About;
  readonly unread: number;
}

const OFFERED = `demo_account d join users u on u.id = d.user_id and u.disabled_at is null and u.deleted_at is null
  join installation i on i.demo_at is not null`;

/** In their order, with what each has not read (S16); who was disabled is left out. */
export async function loadOffers(pool: Pool): Promise<OfferRow[]> {
  const found = await run<{ user_id: string; about: About; unread: string }>(
    pool,
    'account.demoOffers',
    `select d.user_id, d.about, coalesce((select sum(c.count - m.read_count - m.mine_after) from member m
       join conversation c on c.id = m.conversation_id where m.user_id = d.user_id), 0) as unread
     from ${OFFERED} order by d.place`,
    [],
  );
  return found.rows.map((row) => ({ id: toId<UserId>(row.user_id), about: row.about, unread: Number(row.unread) }));
}

/** Who of the offered has this handle; null: nobody. */
export async function findOffered(pool: Pool, handle: string): Promise<{ id: UserId; power: number } | null> {
  const found = await run<{ user_id: string; power: number }>(
    pool,
    'account.demoOffered',
    `select d.user_id, u.power from ${OFFERED} join profile p on p.user_id = d.user_id where p.handle = $1`,
    [handle],
  );
  const row = found.rows[0];
  return row ? { id: toId<UserId>(row.user_id), power: row.power } : null;
}
