// Fills an empty, migrated database with much talk: one conversation of millions of events and a crowd with read fan-out, and
// tiers of smaller ones. Some people (1 to HEAVY) are in all of the first tiers, so that their timelines are long. By plain SQL,
// since the write path would take hours; what it writes are the rows that the write path would have written, but for counts.
import { CONVERSATION_KINDS, codeOf, ENTRIES, EVENTS, FAN_OUTS, ROLES } from '../../core/protocol/events.ts';
import type { Pool } from '../../server/platform/db.ts';

export interface Tier {
  readonly conversations: number;
  /** Of each. */
  readonly events: number;
  readonly members: number;
  /** Events of one entry of a timeline. */
  readonly range: number;
  /** Members who are the heavy people. */
  readonly heavy: number;
}

export interface Size {
  /** Events and members of the large conversation; its members are all the people there are. */
  readonly events: number;
  readonly people: number;
  readonly tiers: readonly Tier[];
}

const HEAVY = 20;
export const CROWD = 1;
/** Conversations of tier n are numbered from here on. */
export const firstOf = (tier: number): number => 1_000_000 * (tier + 1);
/** The terminal of one of the heavy people. */
export const terminalOf = (user: number): number => 1_000_000_000 + user;

export const TEN_MILLION: Size = {
  events: 2_000_000,
  people: 100_000,
  tiers: [
    { conversations: 400, events: 10_000, members: 50, range: 100, heavy: 20 },
    { conversations: 4_000, events: 750, members: 10, range: 25, heavy: 2 },
    { conversations: 10_000, events: 100, members: 2, range: 5, heavy: 0 },
  ],
};

export const SMALL: Size = {
  events: 12_000,
  people: 3_000,
  tiers: [
    { conversations: 6, events: 3_000, members: 40, range: 30, heavy: 20 },
    { conversations: 60, events: 300, members: 10, range: 10, heavy: 2 },
    { conversations: 200, events: 20, members: 2, range: 5, heavy: 0 },
  ],
};

export const eventsIn = ({ events, tiers }: Size): number => tiers.reduce((sum, tier) => sum + tier.conversations * tier.events, events);

/** Member `slot` of a conversation. Steps of a prime through the people: no two slots of one conversation are the same one. */
export function memberOf({ people }: Size, { heavy }: Tier, conversation: number, slot: number): number {
  const others = people - HEAVY;
  return slot < heavy ? slot + 1 : HEAVY + 1 + ((conversation * 7_919 + slot * 104_729) % others);
}

const userOf = (slot: string) =>
  `case when c.tier < 0 then 1 + (${slot}) when (${slot}) < c.heavy then (${slot}) + 1
    else ${HEAVY} + 1 + ((c.id * 7919 + (${slot})::bigint * 104729) % ($people - ${HEAVY})) end`;
/** Messages up to a seq: the first event is the founding, each twentieth an effect. */
const countAt = (seq: string) => `greatest(0, (${seq}) - 1 - (${seq}) / 20)`;
const OWNER = codeOf(ROLES, 'OWNER');
const MEMBER = codeOf(ROLES, 'MEMBER');

const TABLES = `
create unlogged table plan_people as select generate_series(1, $people) as id;
create unlogged table plan_conversation (id bigint, tier int, events int, members int, range int, heavy int);
insert into plan_conversation values (${CROWD}, -1, $events, $people, 0, 0);`;

const PEOPLE = `
insert into users (id, kind) select id, 1 from plan_people;
insert into profile (user_id, handle, name) select id, 'person' || id, 'Person ' || id from plan_people;
insert into terminal (id, user_id, kind, token_hash) select ${terminalOf(0)} + id, id, 1, decode(md5(id::text), 'hex') from plan_people where id <= ${HEAVY};
insert into installation (id, installation_id, epoch) values (1, gen_random_uuid(), 'epoch') on conflict (id) do nothing;`;

const CONVERSATIONS = `
insert into conversation (id, kind, title, head, count, fan_out, member_version, member_count, last_message_seq, last_at)
select id, ${codeOf(CONVERSATION_KINDS, 'GROUP')}, 'Group ' || id, events, ${countAt('events')},
  case when tier < 0 then ${codeOf(FAN_OUTS, 'READ')} else ${codeOf(FAN_OUTS, 'WRITE')} end, 1, members, events - (events % 20 = 0)::int,
  '2026-01-01'::timestamptz + events * interval '1 second' from plan_conversation;`;

const LOGS = `
insert into event (conversation_id, seq, id, kind, sender_id, count, text, data, target_seq, as_of_seq, created_at)
select c.id, s, c.id * 10000000 + s,
  case when s = 1 then ${EVENTS.join.code} when s % 40 = 0 then ${EVENTS.reaction.code} when s % 20 = 0 then ${EVENTS.edit.code} else ${EVENTS.message.code} end,
  ${userOf('s::bigint * 31 % c.members')}, ${countAt('s')},
  case when s > 1 and s % 40 <> 0 then 'message ' || s || ' of a conversation that has been going on for a good while' end,
  case when s % 40 = 0 then '{"emoji": "👍", "on": true}'::jsonb when s = 1 then '{"userIds": [], "byId": null}' end,
  case when s % 20 = 0 then s - 3 end, case when s % 20 = 17 and s + 3 <= c.events then s + 3 else s end,
  '2026-01-01'::timestamptz + s * interval '1 second'
from plan_conversation c cross join lateral generate_series(1, c.events) s where c.tier = $tier order by 1, 2;`;

const EFFECTS = `
insert into reaction (conversation_id, seq, user_id, emoji)
  select conversation_id, target_seq, sender_id, '👍' from event where kind = ${EVENTS.reaction.code} and conversation_id % 7 = 1;
insert into reaction (conversation_id, seq, user_id, emoji)
  select ${CROWD}, 3, id, case id % 3 when 0 then '👍' when 1 then '🎉' else '🙂' end from plan_people where id <= 5000;
update event set as_of_seq = 20 where conversation_id = ${CROWD} and seq = 3;
insert into mention (user_id, conversation_id, seq)
  select ${userOf('s::bigint * 17 % c.members')}, c.id, s from plan_conversation c cross join lateral generate_series(107, c.events, 100) s;
insert into mention_all (conversation_id, seq, sender_id)
  select c.id, s, ${userOf('s::bigint * 31 % c.members')} from plan_conversation c cross join lateral generate_series(511, c.events, 500) s;
insert into send_key (sender_id, client_id, payload_hash, conversation_id, seq)
  select sender_id, md5(conversation_id || ' ' || seq)::uuid, '\\x00', conversation_id, seq from event where seq % 5 = 1 and kind = ${EVENTS.message.code};`;

const MEMBERS = `
create unlogged table plan_member as
  select c.id as conversation_id, c.tier, c.events, c.range, slot, ${userOf('slot')} as user_id from plan_conversation c cross join lateral generate_series(0, c.members - 1) slot;
insert into span (conversation_id, user_id, joined_seq, from_seq) select conversation_id, user_id, 1, 1 from plan_member;
insert into span (conversation_id, user_id, joined_seq, from_seq, to_seq)
  select c.id, ${userOf('c.members + slot')}, 1, 1, c.events / 2 from plan_conversation c cross join generate_series(0, 2) slot where c.tier = 0;
insert into member (conversation_id, user_id, role, joined_seq, read_seq, read_count, delivered_seq)
  select conversation_id, user_id, case slot when 0 then ${OWNER} else ${MEMBER} end, 1, seq, ${countAt('seq')}, seq
  from (select *, case slot % 10 when 9 then 1 else greatest(1, events - slot * 13 % 50) end as seq from plan_member) m;
insert into lane (user_id, lane, conversation_id, last_client_seq) select user_id, 'session ' || user_id, conversation_id, 100 from plan_member;`;

const TIMELINES = `
insert into entry (user_id, pos, kind, conversation_id, from_seq, to_seq, data)
select user_id, row_number() over (partition by user_id order by turn, kind, conversation_id), kind, conversation_id, from_seq, to_seq, data from (
  select user_id, conversation_id, 0 as turn, ${ENTRIES.joined.code} as kind, 1 as from_seq, null::int as to_seq, null::jsonb as data from plan_member
  union all
  select user_id, conversation_id, turn, ${ENTRIES.events.code}, (turn - 1) * range + 1, least(turn * range, events), null
    from plan_member cross join lateral generate_series(1, events / range) turn where tier >= 0
  union all
  select user_id, conversation_id, turn, ${ENTRIES.read.code}, null, null, jsonb_build_object('readSeq', turn * range, 'others', 5)
    from plan_member cross join lateral generate_series(20, events / range, 20) turn where tier >= 0
) e order by 1, 2;
insert into user_cursor (user_id, pos) select id, coalesce((select max(pos) from entry where user_id = id), 0) from plan_people;`;

/** `told`: of each step. Ends with fresh statistics. */
export async function fill(pool: Pool, size: Size, told: (step: string) => void = () => undefined): Promise<void> {
  const run = async (step: string, sql: string) => {
    const since = performance.now();
    await pool.query(sql.replaceAll('$people', String(size.people)).replaceAll('$events', String(size.events)));
    told(`${step}: ${Math.round((performance.now() - since) / 100) / 10} s`);
  };
  const tiers = size.tiers.map(
    ({ conversations, events, members, range, heavy }, index) =>
      `insert into plan_conversation select ${firstOf(index)} + n, ${index}, ${events}, ${members}, ${range}, ${heavy} from generate_series(0, ${conversations - 1}) n;`,
  );
  await run('people', [TABLES, ...tiers, PEOPLE].join('\n'));
  await run('conversations', CONVERSATIONS);
  for (const tier of [-1, ...size.tiers.keys()]) await run(`logs of tier ${tier}`, LOGS.replaceAll('$tier', String(tier)));
  await run('effects, mentions, keys', EFFECTS);
  await run('members', MEMBERS);
  await run('timelines', TIMELINES);
  await run('rest', 'drop table plan_member, plan_conversation, plan_people');
  await run('statistics', 'vacuum analyze');
}
