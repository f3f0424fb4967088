// How complete the devices are that are connected: what each has said it has stored, beside the head of its user.
import { type TerminalId, toId, type UserId } from '../../../core/protocol/ids.ts';
import { type Pool, type Row, run } from '../../platform/db.ts';

export interface DeviceRow {
  readonly terminalId: TerminalId;
  readonly userId: UserId;
  readonly userName: string;
  readonly pos: number | null;
  readonly head: number;
  readonly since: Date | null;
}

export interface Devices {
  readonly complete: number;
  readonly silent: number;
  readonly behind: readonly DeviceRow[];
}

interface Selected extends Row {
  id: string;
  user_id: string;
  name: string;
  pos: string;
  head: string;
  since: Date | null;
  complete: string;
  silent: string;
}

/** A row each that lags, with the counts of all on every row; one row without a device where none does. */
const SELECT = `
with place as materialized (
  select t.id, t.user_id, c.pos as head, case when t.ack_epoch = i.epoch then t.ack_pos end as pos
  from unnest($1::bigint[]) as ask (id) join terminal t on t.id = ask.id join user_cursor c on c.user_id = t.user_id
    cross join installation i),
worst as (
  select p.id, p.user_id, p.pos, p.head, n.created_at as since
  from (select * from place where pos < head order by head - pos desc limit $2) p
    left join entry n on n.user_id = p.user_id and n.pos = p.pos + 1),
late as (select * from worst where since is null or since < now() - $3 * interval '1 millisecond')
select l.id, l.user_id, f.name, l.pos, l.head, l.since, a.complete, a.silent
from (select count(*) - (select count(*) from late) - count(*) filter (where pos is null) as complete,
        count(*) filter (where pos is null) as silent from place) a
  left join late l on true left join profile f on f.user_id = l.user_id
order by l.head - l.pos desc`;

/** Of these terminals. What is younger than `graceMs` is on its way, and counts as there. `most`: that are looked at closer. */
export async function loadDevices(
  pool: Pool,
  terminals: readonly TerminalId[],
  { most, graceMs }: { readonly most: number; readonly graceMs: number },
): Promise<Devices> {
  const { rows } = await run<Selected>(pool, 'admin.loadDevices', SELECT, [terminals, most, graceMs]);
  return {
    complete: Number(rows[0]?.complete ?? 0),
    silent: Number(rows[0]?.silent ?? 0),
    behind: rows
      .filter((row) => row.id !== null)
      .map((row) => ({
        terminalId: toId<TerminalId>(row.id),
        userId: toId<UserId>(row.user_id),
        userName: row.name ?? '',
        pos: Number(row.pos),
        head: Number(row.head),
        since: row.since,
      })),
  };
}
