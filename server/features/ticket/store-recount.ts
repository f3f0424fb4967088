// The rules of the desk over a whole database, recounted from the rows. Each statement reads one moment, so it may be asked at any
// time, also while deeds are under way.
import { AGENT_STATES, TICKET_STATES, type TicketState } from '../../../core/protocol/desk.ts';
import { CONVERSATION_KINDS, codeOf } from '../../../core/protocol/events.ts';
import { type Pool, run } from '../../platform/db.ts';

const code = (state: TicketState) => codeOf(TICKET_STATES, state);
const OPEN = `state between ${code('WAITING')} and ${code('SNOOZED')}`;
const HELD = [code('ACTIVE'), code('PENDING'), code('SNOOZED')].join(', ');

/** One line each for what does not hold. */
const ALWAYS: readonly (readonly [rule: string, what: string, sql: string])[] = [
  [
    'D1',
    'two open assignments of ticket',
    'select ticket_id::text as id from assignment where ended_at is null group by ticket_id having count(*) > 1',
  ],
  [
    'D1',
    'two open offers of ticket',
    'select ticket_id::text as id from offer where ended_at is null group by ticket_id having count(*) > 1',
  ],
  [
    'D2',
    'a load that is not what they have, of agent',
    `select a.user_id::text as id from agent a where a.load <>
       (select count(*) from offer o where o.agent_id = a.user_id and o.ended_at is null) +
       (select count(*) from assignment s join ticket t on t.id = s.ticket_id
        where s.agent_id = a.user_id and s.ended_at is null and t.state <> ${code('SNOOZED')})`,
  ],
  [
    'D5',
    'offered without an offer, or the other way round: ticket',
    `select t.id::text as id from ticket t
     where (t.state = ${code('OFFERED')}) <> exists (select 1 from offer o where o.ticket_id = t.id and o.ended_at is null)`,
  ],
  [
    'D5',
    'had by somebody without an assignment, or the other way round: ticket',
    `select t.id::text as id from ticket t where (t.state in (${HELD})) <>
       exists (select 1 from assignment s where s.ticket_id = t.id and s.ended_at is null and s.agent_id = t.assignee_id)`,
  ],
  [
    'D5',
    'two open tickets in a department of visitor',
    `select visitor_id::text as id from ticket where ${OPEN} group by visitor_id, department_id having count(*) > 1`,
  ],
  [
    'D5',
    'a hole in the events of ticket',
    `select t.id::text as id from ticket t left join ticket_event e on e.ticket_id = t.id
     group by t.id, t.version having t.version <> count(e.version) or t.version <> max(e.version)`,
  ],
  [
    'D5',
    'described otherwise than its events say, ticket',
    `select t.id::text as id from ticket t left join lateral (
         select (array_agg(e.data -> 'priority' order by e.version desc) filter (where e.data ? 'priority'))[1] as priority,
           (array_agg(e.data -> 'subject' order by e.version desc) filter (where e.data ? 'subject'))[1] as subject,
           (array_agg(e.data -> 'tags' order by e.version desc) filter (where e.data ? 'tags'))[1] as tags,
           (array_agg(e.data -> 'skills' order by e.version desc) filter (where e.data ? 'skills'))[1] as skills,
           bool_or(e.kind = 'described' and e.data ? 'skills') as by_hand
         from ticket_event e where e.ticket_id = t.id and e.data ?| array['priority', 'subject', 'tags', 'skills']) s on true
     where (to_jsonb(t.priority), coalesce(to_jsonb(t.subject), 'null'), to_jsonb(t.tags), t.skills, t.skills_by_hand)
       <> (coalesce(s.priority, '0'), coalesce(s.subject, 'null'), coalesce(s.tags, '[]'), coalesce(s.skills, '[]'), coalesce(s.by_hand, false))`,
  ],
  [
    'D5',
    'words that have no ticket in talk',
    `select c.id::text as id from conversation c where c.kind = ${codeOf(CONVERSATION_KINDS, 'SUPPORT')} and c.created_at < now() - interval '60 seconds'
       and not exists (select 1 from ticket t where t.conversation_id = c.id) and c.head > 0`,
  ],
];

export interface Broken {
  /** D1, D2 ... */
  readonly rule: string;
  readonly what: string;
}

/** What holds at every moment. */
export async function recountAlways(pool: Pool): Promise<Broken[]> {
  const broken: Broken[] = [];
  for (const [at, [rule, what, sql]] of ALWAYS.entries()) {
    const { rows } = await run<{ id: string }>(pool, `ticket_recount_${at}`, `${sql} limit 20`, []);
    broken.push(...rows.map(({ id }) => ({ rule, what: `${what} ${id}` })));
  }
  return broken;
}

/**
 * Also who is gone for longer than the grace and 10 s more (D8), and who was offered before one that came `SLACK` earlier to the same
 * queue (D3), among tickets that wait from `since` on, were never put back, and of which nothing says that they stand elsewhere than
 * by their place: no word about their priority or skills, no VIP.
 */
export async function recountDesk(pool: Pool, since: Date): Promise<Broken[]> {
  const gone = await run<{ id: string }>(
    pool,
    'ticket_recount_gone',
    `select t.id::text as id from ticket t join agent a on a.user_id = t.assignee_id
     where t.state = ${code('ACTIVE')} and ((a.state = ${codeOf(AGENT_STATES, 'OFFLINE')} and a.lease_until is null)
       or a.lease_until < now() - interval '70 seconds') limit 20`,
    [],
  );
  const passed = await run<{ id: string }>(
    pool,
    'ticket_recount_order',
    `select id::text from (
       select t.id, t.enqueued_at, min(t.enqueued_at) over (partition by t.department_id order by f.first, t.enqueued_at
         rows between 1 following and unbounded following) as left_behind
       from ticket t join lateral (select min(offered_at) as first from offer where ticket_id = t.id) f on f.first is not null
       where t.created_at >= $1 and t.enqueued_at = t.arrived_at and t.unanswered = 0
         and t.priority = 0 and t.skills = '[]' and not exists (select from visitor v where v.user_id = t.visitor_id and v.vip)
         and not exists (select from ticket_event e where e.ticket_id = t.id and e.data ?| array['priority', 'skills'])) o
     where left_behind < enqueued_at - interval '2 seconds' limit 20`,
    [since],
  );
  return [
    ...(await recountAlways(pool)),
    ...gone.rows.map(({ id }) => ({ rule: 'D8', what: `ticket ${id} is with an agent who is gone` })),
    ...passed.rows.map(({ id }) => ({ rule: 'D3', what: `ticket ${id} was offered before one that waited longer` })),
  ];
}
