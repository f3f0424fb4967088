// Read markers and the counts beside them (S16, S17): they move together, in one statement, from the locked member row.
import { EVENTS } from '../../../core/protocol/events.ts';
import { type ConversationId, compareIds, sortedIds, toId, type UserId } from '../../../core/protocol/ids.ts';
import type { BatchResult } from '../../../core/timeline/batch.ts';
import { type Connection, run } from '../../platform/db.ts';
import { countAt, droppedAbove } from '../history/index.ts';
import { type Joined, memberDiff } from './member-diff.ts';

/** A marker that moved: the timeline entry `read`; `others`: countable messages of others between old and new, below 0 where it is set back. */
export interface MovedMarker {
  readonly conversationId: ConversationId;
  readonly userId: UserId;
  readonly readSeq: number;
  readonly others: number;
}

interface Marks {
  conversationId: ConversationId;
  userId: UserId;
  mine: number;
  readSeq: number;
}

/** Whether a marker may be another than it was; where none may, there is nothing to tell of what is written. */
export function mayMove(result: BatchResult): boolean {
  return [...result.writes.values()].some((write) => write.markers.size > 0) || joinedBehind(result).length > 0;
}

/** Senders' counts and markers, from the locked member rows: locks them ascending, then changes them relatively. */
export function writeMarkers(on: Connection, result: BatchResult): Promise<MovedMarker[]> | null {
  const marks: Marks[] = [...result.writes.values()].flatMap(({ state, mine, markers }) =>
    sortedIds([...mine.keys(), ...markers.keys()]).map((userId) => ({
      conversationId: state.id,
      userId,
      mine: mine.get(userId) ?? 0,
      readSeq: markers.get(userId) ?? 0,
    })),
  );
  return marks.length === 0 ? null : moveMarkers(on, marks);
}

/**
 * Who joined in somebody's place has not read what that one had not (S16): their marker stands before their join, and what they are
 * told of it adds to what is unread. Behind the rows of members.
 */
export function writeBehind(on: Connection, result: BatchResult): Promise<MovedMarker[]> | null {
  const behind = joinedBehind(result);
  return behind.length === 0 ? null : setBehind(on, behind);
}

const joinedBehind = (result: BatchResult): Joined[] =>
  [...result.writes.values()]
    .flatMap((write) => memberDiff(write).joined)
    .filter(({ toSeq, readSeq, joinedSeq }) => toSeq === null && readSeq < joinedSeq);

async function setBehind(on: Connection, behind: readonly Joined[]): Promise<MovedMarker[]> {
  const columns = [behind.map((one) => one.conversationId), behind.map((one) => one.userId), behind.map((one) => one.readSeq)];
  const { rows } = await run<{ conversation_id: string; user_id: string; read_count: string }>(
    on,
    'timeline_join_behind',
    `update member m set read_seq = v.r, read_count = case when v.r = 0 then 0 else ${countAt('v.c', 'v.r')} end
     from unnest($1::bigint[], $2::bigint[], $3::bigint[]) v(c, u, r) where m.conversation_id = v.c and m.user_id = v.u
     returning m.conversation_id, m.user_id, m.read_count`,
    columns,
  );
  return behind.map(({ conversationId, userId, readSeq, count }) => {
    const row = rows.find((one) => one.conversation_id === conversationId && one.user_id === userId);
    if (!row) throw new Error(`${userId} joined ${conversationId} and is no member`);
    return { conversationId, userId, readSeq, others: Number(row.read_count) - count };
  });
}

/** Moves one reader's marker, clamped to a plain read of the head. Null: not a member; empty: it stood there or above. */
export async function moveMarker(
  on: Connection,
  userId: UserId,
  conversationId: ConversationId,
  seq: number,
): Promise<MovedMarker[] | null> {
  const found = await run<{ head: string }>(
    on,
    'timeline_marker_head',
    `select c.head from member m join conversation c on c.id = m.conversation_id where m.conversation_id = $1 and m.user_id = $2`,
    [conversationId, userId],
  );
  const head = found.rows[0]?.head;
  if (head === undefined) return null;
  return moveMarkers(on, [{ conversationId, userId, mine: 0, readSeq: Math.min(seq, Number(head)) }]);
}

/** `readSeq` must not be above a committed head. */
async function moveMarkers(on: Connection, marks: readonly Marks[]): Promise<MovedMarker[]> {
  const rows = [...marks].sort((a, b) => compareIds(a.conversationId, b.conversationId) || compareIds(a.userId, b.userId));
  const key = [rows.map((row) => row.conversationId), rows.map((row) => row.userId)];
  interface MarkerRow extends Record<string, unknown> {
    conversation_id: string;
    user_id: string;
    read_seq: string;
    read_count: string;
    mine_after: string;
  }
  const locking = run<MarkerRow>(
    on,
    'timeline_member_lock',
    `select m.conversation_id, m.user_id, m.read_seq, m.read_count, m.mine_after from member m
     join unnest($1::bigint[], $2::bigint[]) v(c, u) on m.conversation_id = v.c and m.user_id = v.u
     order by m.conversation_id, m.user_id for no key update of m`,
    key,
  );
  const updating = run<MarkerRow>(
    on,
    'timeline_member_marks',
    `update member m set
       read_seq = greatest(m.read_seq, v.r),
       read_count = case when v.r > m.read_seq then ${countAt('v.c', 'v.r')} else m.read_count end,
       mine_after = case when v.r > m.read_seq
         then (select count(*) from event e where e.conversation_id = v.c and e.sender_id = v.u and e.kind = ${EVENTS.message.code} and e.seq > v.r)
           + ${droppedAbove('v.c', 'v.u', 'v.r')}
         else m.mine_after + v.n end
     from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[]) v(c, u, r, n) where m.conversation_id = v.c and m.user_id = v.u
     returning m.conversation_id, m.user_id, m.read_seq, m.read_count, m.mine_after`,
    [...key, rows.map((row) => row.readSeq), rows.map((row) => row.mine)],
  );
  const [locked, updated] = await Promise.all([locking, updating]);
  const old = new Map(locked.rows.map((row) => [`${row.conversation_id} ${row.user_id}`, row]));
  const added = new Map(rows.map((row) => [`${row.conversationId} ${row.userId}`, row.mine]));
  return updated.rows.flatMap((row) => {
    const was = old.get(`${row.conversation_id} ${row.user_id}`);
    if (!was || Number(was.read_seq) === Number(row.read_seq)) return [];
    const mine = Number(was.mine_after) + (added.get(`${row.conversation_id} ${row.user_id}`) ?? 0) - Number(row.mine_after);
    const others = Number(row.read_count) - Number(was.read_count) - mine;
    return [
      {
        conversationId: toId<ConversationId>(row.conversation_id),
        userId: toId<UserId>(row.user_id),
        readSeq: Number(row.read_seq),
        others,
      },
    ];
  });
}
