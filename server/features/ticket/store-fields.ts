// What a form before a talk was answered stands on the ticket that the words went to.
import { DESK_LIMITS } from '../../../core/protocol/desk.ts';
import type { TicketId } from '../../../core/protocol/ids.ts';
import { type Pool, run } from '../../platform/db.ts';

/** The new answers, and of the old ones as many as there is room for. Nothing is written where all of them stand there. */
export async function addFields(pool: Pool, id: TicketId, fields: Readonly<Record<string, unknown>>): Promise<void> {
  const room = `greatest(${DESK_LIMITS.field.count} - (select count(*) from jsonb_object_keys($2::jsonb)), 0)`;
  await run(
    pool,
    'ticket_add_fields',
    `update ticket t set fields = $2::jsonb || coalesce((select jsonb_object_agg(o.key, o.value) from
       (select key, value from jsonb_each(t.fields) where not $2::jsonb ? key order by key limit ${room}) o), '{}')
     where id = $1 and not t.fields @> $2::jsonb`,
    [id, JSON.stringify(fields)],
  );
}
