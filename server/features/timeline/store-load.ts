// What the write transaction reads: locked conversations, known keys, lanes, and the rows that commands name (members:
// store-members.ts).
// Each lock is a statement of its own (READ COMMITTED), so that the next statement sees what the holder committed.
import { type ConversationState, emptyState, type FanOutRule, reactionKey, type TargetState } from '../../../core/conversation/state.ts';
import { CONVERSATION_KINDS, codeOf, eventKindOf, FAN_OUTS, nameOf } from '../../../core/protocol/events.ts';
import { type ConversationId, type EventId, sortedIds, toId, type UserId } from '../../../core/protocol/ids.ts';
import type { EventData } from '../../../core/protocol/wire.ts';
import { type Command, type KnownKey, type LaneState, laneKeyOf } from '../../../core/timeline/command.ts';
import { type Connection, run } from '../../platform/db.ts';
import { sentTogether } from '../../platform/sent-together.ts';
import { msOf } from '../../platform/sql-time.ts';

/** What `create` commands found and make. */
interface Created {
  /** Direct pairs that are there already. */
  readonly existing: Map<Command, ConversationId>;
  /** The rest is on its way: what is sent behind it finds it. */
  readonly creating: Promise<unknown>;
}

type Create = NonNullable<Command['create']>;

/** Makes the conversations of `create` commands. */
export async function createConversations(on: Connection, commands: readonly Command[]): Promise<Created> {
  const existing = new Map<Command, ConversationId>();
  const plain: [Create, ConversationId][] = [];
  for (const command of commands) {
    const { create, conversationId } = command;
    if (!create?.pair) {
      if (create) plain.push([create, conversationId]);
      continue;
    }
    const found = await run<{ conversation_id: string }>(
      on,
      'timeline_pair',
      'select conversation_id from direct_pair where lo = $1 and hi = $2',
      [...create.pair],
    );
    const id = found.rows[0]?.conversation_id;
    if (id === undefined) await createPair(on, create, create.pair, conversationId);
    else if (id !== conversationId) existing.set(command, toId<ConversationId>(id));
  }
  return { existing, creating: plain.length > 0 ? insertConversations(on, plain) : Promise.resolve() };
}

/** A violation means that another writer was first: the whole batch again finds its conversation. */
async function createPair(on: Connection, create: Create, pair: readonly UserId[], id: ConversationId): Promise<void> {
  await insertConversations(on, [[create, id]]);
  await run(on, 'timeline_create_pair', 'insert into direct_pair (lo, hi, conversation_id) values ($1, $2, $3)', [...pair, id]);
}

async function insertConversations(on: Connection, list: readonly (readonly [Create, ConversationId])[]): Promise<void> {
  await run(
    on,
    'timeline_create',
    `insert into conversation (id, kind, title, fan_out, settings)
     select * from unnest($1::bigint[], $2::smallint[], $3::text[], $4::smallint[], $5::jsonb[]) order by 1 on conflict (id) do nothing`,
    [
      list.map(([, id]) => id),
      list.map(([{ kind }]) => codeOf(CONVERSATION_KINDS, kind)),
      list.map(([{ title }]) => title),
      list.map(([{ fanOut }]) => codeOf(FAN_OUTS, fanOut)),
      list.map(([{ settings }]) => JSON.stringify(settings)),
    ],
  );
}

interface LockedRow extends Record<string, unknown> {
  id: string;
  kind: number;
  fan_out: number;
  title: string | null;
  settings: EventData;
  head: string;
  count: string;
  last_message_seq: string;
  cold_until: string;
  member_version: string;
  member_count: number;
  last_ms: string | null;
}

export interface Locked {
  readonly states: Map<ConversationId, ConversationState>;
  /** They exist, but somebody else holds them. */
  readonly busy: Set<ConversationId>;
}

/** Locks the conversations, ascending. `wait`: for a command that commits alone; else locked ones are skipped. */
export async function lockConversations(on: Connection, ids: readonly ConversationId[], wait: boolean, rule: FanOutRule): Promise<Locked> {
  const sorted = sortedIds(ids);
  const locking = run<LockedRow>(
    on,
    wait ? 'timeline_lock_wait' : 'timeline_lock',
    `select id, kind, fan_out, title, settings, head, count, last_message_seq, cold_until, member_version, member_count, ${msOf('last_at')} as last_ms
     from conversation where id = any($1::bigint[]) order by id for no key update ${wait ? '' : 'skip locked'}`,
    [sorted],
  );
  const existing = run<{ id: string }>(on, 'timeline_exist', 'select id from conversation where id = any($1::bigint[])', [sorted]);
  const [locked, exist] = await sentTogether([locking, existing]);
  const states = new Map<ConversationId, ConversationState>();
  for (const row of locked.rows) {
    const id = toId<ConversationId>(row.id);
    const kind = nameOf(CONVERSATION_KINDS, row.kind);
    const state = emptyState(id, kind, nameOf(FAN_OUTS, row.fan_out), row.title, row.settings, rule, Number(row.cold_until));
    state.head = Number(row.head);
    state.count = Number(row.count);
    state.lastMessageSeq = Number(row.last_message_seq);
    state.memberVersion = Number(row.member_version);
    state.memberCount = row.member_count;
    state.lastAt = Number(row.last_ms ?? 0);
    states.set(id, state);
  }
  const busy = new Set<ConversationId>();
  for (const row of exist.rows) {
    const id = toId<ConversationId>(row.id);
    if (!states.has(id)) busy.add(id);
  }
  return { states, busy };
}

/** What these keys were answered, by `keyOf`. */
export async function loadKeys(on: Connection, commands: readonly Command[]): Promise<Map<string, KnownKey>> {
  const keys = commands.flatMap((command) => (command.key ? [command.key] : []));
  const known = new Map<string, KnownKey>();
  if (keys.length === 0) return known;
  const result = await run<{
    sender_id: string;
    client_id: string;
    hash: string;
    seq: string | null;
    refused: string | null;
    id: string | null;
    created_ms: string | null;
  }>(
    on,
    'timeline_keys',
    `select k.sender_id, k.client_id, encode(k.payload_hash, 'hex') as hash, k.seq, k.refused, e.id, ${msOf('e.created_at')} as created_ms
     from unnest($1::bigint[], $2::uuid[]) v(s, c)
     cross join lateral (select * from send_key where sender_id = v.s and client_id = v.c limit 1) k
     left join event e on e.conversation_id = k.conversation_id and e.seq = k.seq`,
    [keys.map((key) => key.senderId), keys.map((key) => key.clientId)],
  );
  for (const row of result.rows) {
    known.set(`${row.sender_id} ${row.client_id}`, {
      hash: row.hash,
      seq: row.seq === null ? null : Number(row.seq),
      id: row.id === null ? null : toId<EventId>(row.id),
      createdAt: Number(row.created_ms ?? 0),
      refused: row.refused,
    });
  }
  return known;
}

/** The lanes that exist, by `laneKeyOf`; guarded by the conversation's lock. */
export async function loadLanes(on: Connection, commands: readonly Command[]): Promise<Map<string, LaneState>> {
  const asked = new Map<string, { userId: UserId; lane: string; conversationId: ConversationId }>();
  for (const { actorId, lane, conversationId } of commands) {
    if (lane && actorId !== null)
      asked.set(laneKeyOf(actorId, lane.id, conversationId), { userId: actorId, lane: lane.id, conversationId });
  }
  const lanes = new Map<string, LaneState>();
  if (asked.size === 0) return lanes;
  const list = [...asked.values()];
  const result = await run<{ user_id: string; lane: string; conversation_id: string; last_client_seq: string; used_ahead: string[] }>(
    on,
    'timeline_lanes',
    `select l.user_id, l.lane, l.conversation_id, l.last_client_seq, l.used_ahead from unnest($1::bigint[], $2::text[], $3::bigint[]) v(u, l, c)
     join lane l on l.user_id = v.u and l.lane = v.l and l.conversation_id = v.c`,
    [list.map((l) => l.userId), list.map((l) => l.lane), list.map((l) => l.conversationId)],
  );
  for (const row of result.rows) {
    const key = laneKeyOf(toId<UserId>(row.user_id), row.lane, toId<ConversationId>(row.conversation_id));
    lanes.set(key, { last: Number(row.last_client_seq), ahead: row.used_ahead.map(Number) });
  }
  return lanes;
}

/** Fills the targets and reactions that the commands name into the locked states. */
export async function loadTargets(
  on: Connection,
  commands: readonly Command[],
  states: ReadonlyMap<ConversationId, ConversationState>,
): Promise<void> {
  const named = commands.flatMap((command) =>
    states.has(command.conversationId) ? (command.targets ?? []).map((seq) => ({ id: command.conversationId, seq })) : [],
  );
  if (named.length === 0) return;
  const values = [named.map((n) => n.id), named.map((n) => n.seq)];
  const targets = run<{
    conversation_id: string;
    seq: string;
    kind: number;
    sender_id: string | null;
    text: string | null;
    as_of_seq: string;
    created_ms: string;
    edited_ms: string | null;
    recalled_ms: string | null;
  }>(
    on,
    'timeline_targets',
    `select e.conversation_id, e.seq, e.kind, e.sender_id, e.text, e.as_of_seq, ${msOf('e.created_at')} as created_ms,
       ${msOf('e.edited_at')} as edited_ms, ${msOf('e.recalled_at')} as recalled_ms
     from unnest($1::bigint[], $2::bigint[]) v(c, s) join event e on e.conversation_id = v.c and e.seq = v.s`,
    values,
  );
  const reacting = commands.some((command) => command.reaction);
  const emoji = reacting ? loadEmoji(on, commands, states) : Promise.resolve();
  const [found] = await sentTogether([targets, emoji]);
  for (const row of found.rows) {
    const target: TargetState = {
      seq: Number(row.seq),
      kind: eventKindOf(row.kind),
      senderId: row.sender_id === null ? null : toId<UserId>(row.sender_id),
      createdAt: Number(row.created_ms),
      text: row.text,
      editedAt: row.edited_ms === null ? null : Number(row.edited_ms),
      recalledAt: row.recalled_ms === null ? null : Number(row.recalled_ms),
      asOfSeq: Number(row.as_of_seq),
    };
    states.get(toId<ConversationId>(row.conversation_id))?.targets.set(target.seq, target);
  }
}

async function loadEmoji(
  on: Connection,
  commands: readonly Command[],
  states: ReadonlyMap<ConversationId, ConversationState>,
): Promise<void> {
  const asked = commands.flatMap((c) =>
    c.reaction && c.actorId !== null ? [{ id: c.conversationId, ...c.reaction, userId: c.actorId }] : [],
  );
  const values = [asked.map((a) => a.id), asked.map((a) => a.seq), asked.map((a) => a.userId), asked.map((a) => a.emoji)];
  const mine = run<{ conversation_id: string; seq: string; user_id: string; emoji: string }>(
    on,
    'timeline_reactions_mine',
    `select r.conversation_id, r.seq, r.user_id, r.emoji from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::text[]) v(c, s, u, e)
     join reaction r on r.conversation_id = v.c and r.seq = v.s and r.user_id = v.u and r.emoji = v.e`,
    values,
  );
  const kinds = run<{ conversation_id: string; seq: string; emoji: string; n: string }>(
    on,
    'timeline_reactions_kinds',
    `select r.conversation_id, r.seq, r.emoji, count(*) as n from (select distinct c, s from unnest($1::bigint[], $2::bigint[]) v(c, s)) v
     join reaction r on r.conversation_id = v.c and r.seq = v.s group by 1, 2, 3`,
    values.slice(0, 2),
  );
  const [own, counts] = await sentTogether([mine, kinds]);
  for (const ask of asked) states.get(ask.id)?.emoji.set(ask.seq, new Map());
  for (const row of own.rows) {
    const state = states.get(toId<ConversationId>(row.conversation_id));
    state?.reactions.add(reactionKey(Number(row.seq), toId<UserId>(row.user_id), row.emoji));
  }
  for (const row of counts.rows) {
    states.get(toId<ConversationId>(row.conversation_id))?.emoji.get(Number(row.seq))?.set(row.emoji, Number(row.n));
  }
}
