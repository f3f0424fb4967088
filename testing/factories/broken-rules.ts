// The rules of the engine, asked of a whole database.
import type { Pool } from '../../server/platform/db.ts';

/** What must hold over the whole database when all is quiet. */
export async function brokenRules(pool: Pool): Promise<unknown[]> {
  const { rows } = await pool.query(`
    select 'S4' as rule, c.id from conversation c where c.head <> c.cold_until + (select count(*) from event e where e.conversation_id = c.id and e.seq > c.cold_until)
      or c.head <> (select coalesce(max(seq), 0) from event e where e.conversation_id = c.id)
      or c.cold_until <> (select coalesce(sum(to_seq - from_seq + 1), 0) from cold_segment g where g.conversation_id = c.id and g.to_seq <= c.cold_until)
    union all select 'S5', u.user_id from user_cursor u where u.pos <> (select count(*) from entry n where n.user_id = u.user_id)
      or u.pos <> (select coalesce(max(pos), 0) from entry n where n.user_id = u.user_id)
    union all select 'S6', s.user_id from span s join conversation c on c.id = s.conversation_id
      where coalesce(s.to_seq, c.head) - s.joined_seq + 1 <> (select sum(n.to_seq - n.from_seq + 1) from entry n where n.user_id = s.user_id
        and n.conversation_id = s.conversation_id and n.kind = 1 and n.from_seq between s.joined_seq and coalesce(s.to_seq, c.head))
    union all select 'S7', a.user_id from entry a join entry b on b.user_id = a.user_id and b.conversation_id = a.conversation_id and b.pos > a.pos
      and a.kind = 1 and b.kind = 1 and b.from_seq <= a.to_seq
    union all select 'S16', m.user_id from member m join conversation c on c.id = m.conversation_id
      where c.count - m.read_count - m.mine_after <> (select count(*) from event e where e.conversation_id = c.id and e.kind = 1
        and e.seq > m.read_seq and e.sender_id <> m.user_id) + (select count(*) from cold_segment g, unnest(g.said_seqs, g.said_by) said(s, u)
        where g.conversation_id = c.id and g.dropped_at is not null and s > m.read_seq and u <> m.user_id)`);
  return rows;
}
