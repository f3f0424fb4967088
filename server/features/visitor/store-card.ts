// What is known of a visitor besides who they are: attributes, the pages that they have seen; and which agents may look.

import { SITE_LIMITS } from '../../../core/protocol/desk-site.ts';
import { type SiteKeyId, type TicketId, toId, type UserId } from '../../../core/protocol/ids.ts';
import type { VisitorAttributes, WirePageView } from '../../../core/protocol/wire-site.ts';
import { type Pool, run } from '../../platform/db.ts';

/** Tickets that a card shows. */
const TICKETS = 50;

type Change = Readonly<Record<string, string | number | boolean | null>>;

/** Null takes one away. False: they would have more than they may. */
export async function changeAttributes(pool: Pool, id: UserId, change: Change): Promise<boolean> {
  const { rowCount } = await run(
    pool,
    'visitor_attributes',
    `update visitor v set attributes = n.attributes from (select jsonb_strip_nulls(attributes || $2::jsonb) as attributes from visitor where user_id = $1 for update) n
     where v.user_id = $1 and (select count(*) from jsonb_object_keys(n.attributes)) <= ${SITE_LIMITS.attributes}`,
    [id, JSON.stringify(change)],
  );
  return rowCount === 1;
}

/** The page that they see now, once more is once; of the others the last ones stay. */
export async function insertPage(
  pool: Pool,
  id: UserId,
  page: { readonly id: string; readonly url: string; readonly title: string },
): Promise<void> {
  await run(
    pool,
    'visitor_page',
    `with last as (select url from page_view where user_id = $1 order by id desc limit 1),
          fresh as (insert into page_view (user_id, id, url, title) select $1, $2, $3, $4 where not exists (select from last where url = $3) returning id),
          old as (select id from page_view where user_id = $1 order by id desc offset ${SITE_LIMITS.pages - 1})
     delete from page_view p using old where p.user_id = $1 and p.id = old.id and exists (select from fresh)`,
    [id, page.id, page.url, page.title],
  );
}

export interface CardRow {
  readonly userId: UserId;
  readonly email: string | null;
  readonly externalId: string | null;
  readonly vip: boolean;
  readonly site: { readonly id: SiteKeyId; readonly name: string };
  readonly attributes: VisitorAttributes;
  readonly createdAt: Date;
}

/** Of somebody who was merged: the person that they are. */
export async function loadCard(pool: Pool, id: UserId): Promise<CardRow | null> {
  const { rows } = await run<{
    user_id: string;
    email: string | null;
    external_id: string | null;
    vip: boolean;
    site_id: string;
    site_name: string;
    attributes: VisitorAttributes;
    created_at: Date;
  }>(
    pool,
    'visitor_card',
    `select v.user_id, v.email, v.external_id, v.vip, s.id as site_id, s.name as site_name, v.attributes, v.created_at
     from visitor asked join visitor v on v.user_id = coalesce(asked.merged_into, asked.user_id) join site_key s on s.id = v.site_key_id
     where asked.user_id = $1`,
    [id],
  );
  const [row] = rows;
  if (!row) return null;
  return {
    userId: toId<UserId>(row.user_id),
    email: row.email,
    externalId: row.external_id,
    vip: row.vip,
    site: { id: toId<SiteKeyId>(row.site_id), name: row.site_name },
    attributes: row.attributes,
    createdAt: row.created_at,
  };
}

/** The latest first. */
export async function loadPages(pool: Pool, id: UserId): Promise<WirePageView[]> {
  const { rows } = await run<{ url: string; title: string; created_at: Date }>(
    pool,
    'visitor_pages',
    `select url, title, created_at from page_view where user_id = $1 order by id desc limit ${SITE_LIMITS.pages}`,
    [id],
  );
  return rows.map(({ url, title, created_at: at }) => ({ url, title, at: at.toISOString() }));
}

/** Their tickets, the latest first; of an agent those where they answer, and theirs. `agentId` null: all. */
export async function loadTicketIds(pool: Pool, visitorId: UserId, agentId: UserId | null): Promise<TicketId[]> {
  const { rows } = await run<{ id: string }>(
    pool,
    'visitor_tickets',
    `select t.id from ticket t where t.visitor_id = $1 and ($2::bigint is null or t.assignee_id = $2
       or exists (select from agent_department d where d.user_id = $2 and d.department_id = t.department_id)
       or exists (select from offer o where o.ticket_id = t.id and o.agent_id = $2 and o.ended_at is null))
     order by t.id desc limit ${TICKETS}`,
    [visitorId, agentId],
  );
  return rows.map(({ id }) => toId<TicketId>(id));
}
