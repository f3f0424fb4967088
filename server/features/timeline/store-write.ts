// What the write transaction writes before cursors (store-entries.ts), in lock order: conversation, key, member, each ascending.
// Prepared UNNEST statements, sent without waiting for each other.
import { mentionedBy } from '../../../core/conversation/state.ts';
import { codeOf, EVENTS, FAN_OUTS, ROLES } from '../../../core/protocol/events.ts';
import { type ConversationId, compareIds, type UserId } from '../../../core/protocol/ids.ts';
import type { EventData } from '../../../core/protocol/wire.ts';
import { type BatchResult, type ConversationWrite, type NewKey, type NewLane, reactionChanges } from '../../../core/timeline/batch.ts';
import { type Connection, run } from '../../platform/db.ts';
import { writeOverlays } from '../history/index.ts';
import { memberDiff } from './member-diff.ts';

type Writing = Promise<unknown>;
const json = (data: EventData | null | undefined) => (data ? JSON.stringify(data) : null);

/** Heads, events, effects, keys, lanes, stays and mentions: everything before member rows and cursors. */
export function writeLogs(on: Connection, result: BatchResult): Writing[] {
  const writes = [...result.writes.values()].sort((a, b) => compareIds(a.state.id, b.state.id));
  const changed = writes.filter((write) => write.events.length > 0);
  return [
    ...(changed.length > 0 ? [writeHeads(on, changed), writeEvents(on, changed)] : []),
    ...writeTargets(on, changed),
    ...writeReactions(on, changed),
    ...writeKeys(on, result.keys),
    ...writeLanes(on, [...result.lanes.values()]),
    ...writeMemberChanges(on, changed),
    ...writeMentions(on, changed),
  ];
}

function writeHeads(on: Connection, writes: readonly ConversationWrite[]): Writing {
  const states = writes.map((write) => write.state);
  return run(
    on,
    'timeline_heads',
    `update conversation c set head = v.head, count = v.count, last_message_seq = v.message, member_version = v.version,
       member_count = v.members, title = v.title, fan_out = v.fan_out, last_at = to_timestamp(v.at)
     from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::int[], $7::text[], $8::smallint[], $9::float8[])
       v(id, head, count, message, version, members, title, fan_out, at) where c.id = v.id`,
    [
      states.map((s) => s.id),
      states.map((s) => s.head),
      states.map((s) => s.count),
      states.map((s) => s.lastMessageSeq),
      states.map((s) => s.memberVersion),
      states.map((s) => s.memberCount),
      states.map((s) => s.title),
      states.map((s) => codeOf(FAN_OUTS, s.fanOut)),
      states.map((s) => s.lastAt / 1000),
    ],
  );
}

function writeEvents(on: Connection, writes: readonly ConversationWrite[]): Writing {
  const rows = writes.flatMap(({ state, events }) =>
    events.map((event) => ({ id: state.id, event, target: state.targets.get(event.seq) })),
  );
  const recalled = (row: (typeof rows)[number]) =>
    writesOf(writes, row.id)?.state.targets.get(row.event.targetSeq ?? 0)?.recalledAt != null;
  return run(
    on,
    'timeline_events',
    `insert into event (conversation_id, seq, id, kind, sender_id, client_id, count, text, data, reply_to_seq, target_seq, as_of_seq, previous_text,
       created_at, edited_at, recalled_at)
     select c, s, i, k, u, ci, n, tx, d, r, tg, a, p, to_timestamp(ca), to_timestamp(ea), to_timestamp(ra)
     from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::smallint[], $5::bigint[], $6::uuid[], $7::bigint[], $8::text[], $9::jsonb[],
       $10::bigint[], $11::bigint[], $12::bigint[], $13::text[], $14::float8[], $15::float8[], $16::float8[])
       v(c, s, i, k, u, ci, n, tx, d, r, tg, a, p, ca, ea, ra)`,
    [
      rows.map((row) => row.id),
      rows.map((row) => row.event.seq),
      rows.map((row) => row.event.id),
      rows.map((row) => EVENTS[row.event.kind].code),
      rows.map((row) => row.event.senderId),
      rows.map((row) => row.event.clientId ?? null),
      rows.map((row) => row.event.count),
      rows.map((row) => (row.target ? row.target.text : row.event.kind === 'edit' && recalled(row) ? null : (row.event.text ?? null))),
      rows.map((row) => json(row.event.data)),
      rows.map((row) => row.event.replyToSeq ?? null),
      rows.map((row) => row.event.targetSeq ?? null),
      rows.map((row) => row.target?.asOfSeq ?? row.event.seq),
      rows.map((row) => (recalled(row) ? null : row.event.previousText)),
      rows.map((row) => row.event.createdAt / 1000),
      rows.map((row) => seconds(row.target?.editedAt)),
      rows.map((row) => seconds(row.target?.recalledAt)),
    ],
  );
}

const seconds = (ms: number | null | undefined) => (ms == null ? null : ms / 1000);
const writesOf = (writes: readonly ConversationWrite[], id: ConversationId) => writes.find((write) => write.state.id === id);

/** Rows that stood before and were edited, recalled or reacted to; of archived ones the overlay too. A recall erases the text from its edits too (S18). */
function writeTargets(on: Connection, writes: readonly ConversationWrite[]): Writing[] {
  const rows = writes.flatMap(({ state, events, touched }) => {
    const first = events[0]?.seq ?? 0;
    return [...touched]
      .filter((seq) => seq < first)
      .flatMap((seq) => (state.targets.has(seq) ? [{ id: state.id, coldUntil: state.coldUntil, target: state.targets.get(seq) }] : []));
  });
  if (rows.length === 0) return [];
  const recalls = writes.flatMap(({ state, events }) =>
    events.filter((e) => e.kind === 'recall').map((e) => ({ id: state.id, seq: e.targetSeq ?? 0 })),
  );
  const update = run(
    on,
    'timeline_targets_write',
    `update event e set text = v.text, as_of_seq = v.as_of, edited_at = to_timestamp(v.edited), recalled_at = to_timestamp(v.recalled)
     from unnest($1::bigint[], $2::bigint[], $3::text[], $4::bigint[], $5::float8[], $6::float8[]) v(c, s, text, as_of, edited, recalled)
     where e.conversation_id = v.c and e.seq = v.s`,
    [
      rows.map((row) => row.id),
      rows.map((row) => row.target?.seq),
      rows.map((row) => row.target?.text ?? null),
      rows.map((row) => row.target?.asOfSeq),
      rows.map((row) => seconds(row.target?.editedAt)),
      rows.map((row) => seconds(row.target?.recalledAt)),
    ],
  );
  const archived = rows.flatMap(({ id, target, coldUntil }) =>
    target && target.seq <= coldUntil ? [{ ...target, conversationId: id }] : [],
  );
  const writing: Writing[] = archived.length > 0 ? [update, writeOverlays(on, archived)] : [update];
  if (recalls.length === 0) return writing;
  const erase = run(
    on,
    'timeline_erase_edits',
    `update event e set text = null, previous_text = null from unnest($1::bigint[], $2::bigint[]) v(c, s)
     where e.conversation_id = v.c and e.target_seq = v.s and e.kind = ${EVENTS.edit.code}`,
    [recalls.map((r) => r.id), recalls.map((r) => r.seq)],
  );
  return [...writing, erase];
}

function writeReactions(on: Connection, writes: readonly ConversationWrite[]): Writing[] {
  const changes = writes.flatMap((write) => reactionChanges(write).map((change) => ({ id: write.state.id, ...change })));
  const values = (list: typeof changes) => [
    list.map((c) => c.id),
    list.map((c) => c.seq),
    list.map((c) => c.userId),
    list.map((c) => c.emoji),
  ];
  const on_ = changes.filter((change) => change.on);
  const off = changes.filter((change) => !change.on);
  return [
    ...(on_.length === 0
      ? []
      : [
          run(
            on,
            'timeline_react',
            `insert into reaction (conversation_id, seq, user_id, emoji)
             select * from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::text[]) on conflict do nothing`,
            values(on_),
          ),
        ]),
    ...(off.length === 0
      ? []
      : [
          run(
            on,
            'timeline_unreact',
            `delete from reaction r using unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::text[]) v(c, s, u, e)
             where r.conversation_id = v.c and r.seq = v.s and r.user_id = v.u and r.emoji = v.e`,
            values(off),
          ),
        ]),
  ];
}

function writeKeys(on: Connection, keys: readonly NewKey[]): Writing[] {
  if (keys.length === 0) return [];
  const rows = [...keys].sort((a, b) => compareIds(a.senderId, b.senderId) || (a.clientId < b.clientId ? -1 : 1));
  return [
    run(
      on,
      'timeline_keys_write',
      `insert into send_key (sender_id, client_id, payload_hash, conversation_id, seq, refused)
       select s, c, decode(h, 'hex'), v, q, r from unnest($1::bigint[], $2::uuid[], $3::text[], $4::bigint[], $5::bigint[], $6::text[]) k(s, c, h, v, q, r)`,
      [
        rows.map((k) => k.senderId),
        rows.map((k) => k.clientId),
        rows.map((k) => k.hash),
        rows.map((k) => k.conversationId),
        rows.map((k) => k.seq),
        rows.map((k) => k.refused),
      ],
    ),
  ];
}

function writeLanes(on: Connection, lanes: readonly NewLane[]): Writing[] {
  if (lanes.length === 0) return [];
  return [
    run(
      on,
      'timeline_lanes_write',
      `insert into lane as l (user_id, lane, conversation_id, last_client_seq, used_ahead)
       select u, n, c, q, string_to_array(a, ',')::bigint[] from unnest($1::bigint[], $2::text[], $3::bigint[], $4::bigint[], $5::text[]) v(u, n, c, q, a)
       on conflict (user_id, lane, conversation_id) do update
       set last_client_seq = excluded.last_client_seq, used_ahead = excluded.used_ahead, seen_at = now()`,
      [
        lanes.map((l) => l.userId),
        lanes.map((l) => l.lane),
        lanes.map((l) => l.conversationId),
        lanes.map((l) => l.state.last),
        lanes.map((l) => l.state.ahead.join(',')),
      ],
    ),
  ];
}

function writeMemberChanges(on: Connection, writes: readonly ConversationWrite[]): Writing[] {
  const diffs = writes.map((write) => memberDiff(write));
  const left = diffs.flatMap((diff) => diff.left);
  const joined = diffs.flatMap((diff) => diff.joined);
  const roles = diffs.flatMap((diff) => diff.roles);
  const writing: Writing[] = [];
  const key = (list: readonly { conversationId: ConversationId; userId: UserId }[]) => [
    list.map((m) => m.conversationId),
    list.map((m) => m.userId),
  ];
  if (left.length > 0) {
    writing.push(
      run(
        on,
        'timeline_leave',
        'delete from member m using unnest($1::bigint[], $2::bigint[]) v(c, u) where m.conversation_id = v.c and m.user_id = v.u',
        key(left),
      ),
      run(
        on,
        'timeline_span_end',
        `update span s set to_seq = v.t from unnest($1::bigint[], $2::bigint[], $3::bigint[]) v(c, u, t)
         where s.conversation_id = v.c and s.user_id = v.u and s.to_seq is null`,
        [...key(left), left.map((m) => m.seq)],
      ),
    );
  }
  if (joined.length > 0) {
    writing.push(
      run(
        on,
        'timeline_span',
        `insert into span (conversation_id, user_id, joined_seq, from_seq, to_seq)
         select * from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[])`,
        [...key(joined), joined.map((m) => m.joinedSeq), joined.map((m) => m.fromSeq), joined.map((m) => m.toSeq)],
      ),
    );
    const staying = joined.filter((m) => m.toSeq === null);
    writing.push(
      run(
        on,
        'timeline_join',
        `insert into member (conversation_id, user_id, role, joined_seq, read_seq, read_count, delivered_seq)
         select c, u, r, j, j, n, j from unnest($1::bigint[], $2::bigint[], $3::smallint[], $4::bigint[], $5::bigint[]) v(c, u, r, j, n)`,
        [...key(staying), staying.map((m) => codeOf(ROLES, m.role)), staying.map((m) => m.joinedSeq), staying.map((m) => m.count)],
      ),
    );
  }
  if (roles.length > 0) {
    writing.push(
      run(
        on,
        'timeline_roles',
        `update member m set role = v.r from unnest($1::bigint[], $2::bigint[], $3::smallint[]) v(c, u, r) where m.conversation_id = v.c and m.user_id = v.u`,
        [...key(roles), roles.map((m) => codeOf(ROLES, m.role))],
      ),
    );
  }
  return writing;
}

function writeMentions(on: Connection, writes: readonly ConversationWrite[]): Writing[] {
  const messages = writes.flatMap(({ state, events }) =>
    events.filter((e) => e.kind === 'message' && e.data).map((event) => ({ id: state.id, event })),
  );
  const people = messages.flatMap(({ id, event }) => mentionedBy(event).map((userId) => ({ id, seq: event.seq, userId })));
  const all = messages.filter(({ event }) => event.data?.mentionsAll === true && event.senderId !== null);
  const writing: Writing[] = [];
  if (people.length > 0) {
    writing.push(
      run(
        on,
        'timeline_mentions',
        'insert into mention (user_id, conversation_id, seq) select * from unnest($1::bigint[], $2::bigint[], $3::bigint[])',
        [people.map((p) => p.userId), people.map((p) => p.id), people.map((p) => p.seq)],
      ),
    );
  }
  if (all.length > 0) {
    writing.push(
      run(
        on,
        'timeline_mention_all',
        'insert into mention_all (conversation_id, seq, sender_id) select * from unnest($1::bigint[], $2::bigint[], $3::bigint[])',
        [all.map((m) => m.id), all.map((m) => m.event.seq), all.map((m) => m.event.senderId)],
      ),
    );
  }
  return writing;
}
