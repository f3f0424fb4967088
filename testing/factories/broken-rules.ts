// The rules of the engine, asked of a whole database.
import type { Pool } from '../../server/platform/db.ts';

/** What must hold over the whole database when all is quiet. */
export async function brokenRules(pool: Pool): Promise<unknown[]> {
  const { rows } = await pool.query(`
    with mode as (
      select e.conversation_id, e.seq, e.kind, e.data, coalesce(
        (select f.data->>'fanOut' from event f where f.conversation_id = e.conversation_id and f.kind = 10 and f.seq < e.seq order by f.seq desc limit 1),
        (select case f.data->>'fanOut' when 'READ' then 'WRITE' else 'READ' end from event f
          where f.conversation_id = e.conversation_id and f.kind = 10 order by f.seq limit 1),
        case c.fan_out when 1 then 'WRITE' else 'READ' end) as before
      from event e join conversation c on c.id = e.conversation_id),
    told as (
      select s.user_id, e.conversation_id, e.seq,
        case when e.before = 'WRITE' or (e.kind = 7 and (e.data->>'userId')::bigint = s.user_id) then 1 else 0 end as due,
        (select count(*) from entry n where n.user_id = s.user_id and n.conversation_id = e.conversation_id and n.kind = 1
          and e.seq between n.from_seq and n.to_seq) as covered
      from span s join mode e on e.conversation_id = s.conversation_id and e.seq >= s.joined_seq and e.seq <= coalesce(s.to_seq, e.seq))
    select 'S4' as rule, c.id from conversation c where c.head <> c.cold_until + (select count(*) from event e where e.conversation_id = c.id and e.seq > c.cold_until)
      or c.head <> (select coalesce(max(seq), 0) from event e where e.conversation_id = c.id)
      or c.cold_until <> (select coalesce(sum(to_seq - from_seq + 1), 0) from cold_segment g where g.conversation_id = c.id and g.to_seq <= c.cold_until)
    union all select 'S5', u.user_id from user_cursor u where u.pos - u.min_pos <> (select count(*) from entry n where n.user_id = u.user_id)
      or u.pos <> (select coalesce(max(pos), u.min_pos) from entry n where n.user_id = u.user_id)
    union all select 'S6', t.user_id from told t where t.covered <> t.due
    union all select 'S6', n.user_id from entry n where n.kind = 1 and not exists (select 1 from span s where s.user_id = n.user_id
      and s.conversation_id = n.conversation_id and n.from_seq >= s.joined_seq and n.to_seq <= coalesce(s.to_seq, n.to_seq))
    union all select 'S6 fanOut', s.user_id from event f join span s on s.conversation_id = f.conversation_id and f.seq >= s.joined_seq
      and f.seq <= coalesce(s.to_seq, f.seq) where f.kind = 10 and 1 <> (select count(*) from entry n where n.user_id = s.user_id
        and n.conversation_id = f.conversation_id and n.kind = 5 and n.from_seq = f.seq and n.data = f.data)
    union all select 'members', c.id from conversation c where c.member_count <> (select count(*) from member m where m.conversation_id = c.id)
    union all select 'S7', a.user_id from entry a join entry b on b.user_id = a.user_id and b.conversation_id = a.conversation_id and b.pos > a.pos
      and a.kind = 1 and b.kind = 1 and b.from_seq <= a.to_seq
    union all select 'S16', m.user_id from member m join conversation c on c.id = m.conversation_id
      where c.count - m.read_count - m.mine_after <> (select count(*) from event e where e.conversation_id = c.id and e.kind = 1
        and e.seq > m.read_seq and e.sender_id <> m.user_id) + (select count(*) from cold_segment g, unnest(g.said_seqs, g.said_by) said(s, u)
        where g.conversation_id = c.id and g.dropped_at is not null and s > m.read_seq and u <> m.user_id)`);
  return rows;
}
