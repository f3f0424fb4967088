// The events of a ticket, for who of the desk looks back.
import { z } from 'zod';
import { type DepartmentId, type TicketId, toId, type UserId } from '../../../core/protocol/ids.ts';
import { type Pool, run } from '../../platform/db.ts';
import { msNumberOf } from '../../platform/sql-time.ts';

const idOf = <T extends UserId | DepartmentId | TicketId>() =>
  z
    .string()
    .transform((id) => toId<T>(id))
    .nullish();

/** What this looks at; the rest of an event's facts comes along as it is. */
const facts = z.looseObject({
  agentId: idOf<UserId>(),
  departmentId: idOf<DepartmentId>(),
  intoId: idOf<TicketId>(),
  until: z.number().nullish(),
  reason: z.string().nullish(),
  note: z.string().nullish(),
  overCapacity: z.boolean().nullish(),
});

export interface StoredEvent {
  readonly version: number;
  readonly kind: string;
  /** ms since 1970. */
  readonly at: number;
  readonly actorId: UserId | null;
  readonly facts: z.output<typeof facts>;
  /** Of `intoId`. */
  readonly intoNumber: number | null;
}

export interface EventsAsk {
  readonly ticketId: TicketId;
  readonly before: number | null;
  readonly after: number | null;
  readonly limit: number;
}

/** The latest first. */
export async function loadEvents(pool: Pool, { ticketId, before, after, limit }: EventsAsk): Promise<StoredEvent[]> {
  const { rows } = await run<{
    version: string;
    kind: string;
    at: number;
    actor_id: string | null;
    data: unknown;
    into_number: string | null;
  }>(
    pool,
    'ticket_events_of',
    `select e.version, e.kind, ${msNumberOf('e.created_at')} as at, e.actor_id, e.data, i.number as into_number
     from ticket_event e left join ticket i on i.id = (e.data->>'intoId')::bigint
     where e.ticket_id = $1 and e.version < coalesce($2::bigint, 9223372036854775807) and e.version > coalesce($3::bigint, -1)
     order by e.version desc limit $4`,
    [ticketId, before, after, limit],
  );
  return rows.map(({ version, kind, at, actor_id, data, into_number }) => ({
    version: Number(version),
    kind,
    at,
    actorId: actor_id === null ? null : toId<UserId>(actor_id),
    facts: facts.parse(data),
    intoNumber: into_number === null ? null : Number(into_number),
  }));
}
