// The members that the write transaction reads, sent together with the lock: with write fan-out all of them, with read fan-out
// only those that the commands name, and who could follow as an owner where somebody may leave. Members that are known are not
// read, but where the lock finds another version of them.
import { mayShrink } from '../../../core/conversation/fan-out.ts';
import type { MemberState } from '../../../core/conversation/members.ts';
import type { ConversationState, FanOutRule } from '../../../core/conversation/state.ts';
import { codeOf, FAN_OUTS, nameOf, ROLES } from '../../../core/protocol/events.ts';
import { type ConversationId, toId, type UserId } from '../../../core/protocol/ids.ts';
import type { Command } from '../../../core/timeline/command.ts';
import { type Connection, type Row, run } from '../../platform/db.ts';
import { sentTogether } from '../../platform/sent-together.ts';
import type { Known, KnownMembers } from './known-members.ts';

interface MemberRow extends Row {
  conversation_id: string;
  user_id: string;
  role: number;
  joined_seq: string;
  from_seq: string;
}

/** What the commands of one conversation look at. */
interface Asked {
  readonly people: Set<UserId>;
  /** Commands that may end a stay. */
  leaving: number;
}

interface Loaded {
  readonly asked: Asked;
  readonly members: readonly MemberState[];
  /** Of which version they are, where they were not read now. */
  readonly version: number | null;
}

export type LoadedMembers = ReadonlyMap<ConversationId, Loaded>;

const WRITE = codeOf(FAN_OUTS, 'WRITE');
const COLUMNS = 'm.conversation_id, m.user_id, m.role, m.joined_seq, s.from_seq';
const STAY = 'join span s on s.conversation_id = m.conversation_id and s.user_id = m.user_id and s.joined_seq = m.joined_seq';
/** `mayShrink` says the same. */
const IS_WHOLE = (asked: string) => `(c.fan_out = ${WRITE} or (${asked}.leaving > 0 and c.member_count - ${asked}.leaving <= $3))`;
/**
 * The conversation of `asked`, if it fulfils that. A limit, or an offset, keeps each of these subqueries whole, so that a plan
 * cannot go through the members of a large one before it has seen that they are not asked for.
 */
const CONVERSATION = (asked: string, condition: string) =>
  `cross join lateral (select c.id from conversation c where c.id = ${asked}.id and ${condition} limit 1) c`;

const MEMBERS = `
select ${COLUMNS} from unnest($1::bigint[], $2::int[]) a(id, leaving) ${CONVERSATION('a', IS_WHOLE('a'))}
cross join lateral (select * from member where conversation_id = c.id offset 0) m ${STAY}
union all
select ${COLUMNS} from unnest($4::bigint[], $5::bigint[], $6::int[]) a(id, u, leaving) ${CONVERSATION('a', `not ${IS_WHOLE('a')}`)}
cross join lateral (select * from member where conversation_id = c.id and user_id = a.u limit 1) m ${STAY}`;

/** Commands of one conversation in a batch that may end a stay: few of them, or as many as a batch holds. */
const LEAVING = { few: 2, many: 200 } as const;

/**
 * The oldest of each role, more than can leave in this batch: one of them is the heir, whoever else goes. The limit is a number
 * of the text: else the plan sorts them all.
 */
const heirsOf = (leaving: number) => `
select ${COLUMNS} from unnest($1::bigint[], $2::int[]) a(id, leaving) ${CONVERSATION('a', `not ${IS_WHOLE('a')}`)}
cross join unnest($4::smallint[]) r(role)
cross join lateral (select * from member where conversation_id = c.id and role = r.role order by joined_seq, user_id limit ${leaving + 2}) m ${STAY}
where a.leaving > 0`;

function askedBy(commands: readonly Command[]): Map<ConversationId, Asked> {
  const asked = new Map<ConversationId, Asked>();
  for (const { conversationId, actorId, people, leaves } of commands) {
    const one = asked.get(conversationId) ?? { people: new Set(), leaving: 0 };
    asked.set(conversationId, one);
    if (actorId !== null) one.people.add(actorId);
    for (const userId of people ?? []) one.people.add(userId);
    if (leaves) one.leaving += 1;
  }
  return asked;
}

export async function loadMembers(
  on: Connection,
  commands: readonly Command[],
  rule: FanOutRule,
  known: Pick<KnownMembers, 'of'>,
): Promise<LoadedMembers> {
  const asked = askedBy(commands);
  const there = new Map<ConversationId, Known>();
  for (const id of asked.keys()) {
    const one = known.of(id);
    if (one) there.set(id, one);
  }
  const read = await readMembers(on, new Map([...asked].filter(([id]) => !there.has(id))), rule);
  return new Map(
    [...asked].map(([id, one]) => {
      const { version, members } = there.get(id) ?? { version: null, members: read.get(id) ?? [] };
      return [id, { asked: one, members, version }];
    }),
  );
}

/** Reads those again whose version is not that of the locked conversation. */
export async function restOfMembers(
  on: Connection,
  loaded: LoadedMembers,
  states: ReadonlyMap<ConversationId, ConversationState>,
  rule: FanOutRule,
): Promise<LoadedMembers> {
  const old = new Map<ConversationId, Asked>();
  for (const [id, { version, asked }] of loaded) {
    const state = states.get(id);
    if (version !== null && state && (state.memberVersion !== version || state.fanOut !== 'WRITE')) old.set(id, asked);
  }
  if (old.size === 0) return loaded;
  const read = await readMembers(on, old, rule);
  return new Map([...loaded].map(([id, one]) => [id, old.has(id) ? { ...one, members: read.get(id) ?? [], version: null } : one]));
}

async function readMembers(
  on: Connection,
  asked: ReadonlyMap<ConversationId, Asked>,
  rule: FanOutRule,
): Promise<Map<ConversationId, MemberState[]>> {
  const read = new Map<ConversationId, MemberState[]>();
  if (asked.size === 0) return read;
  const ids = [...asked.keys()];
  const leaving = [...asked.values()].map((one) => one.leaving);
  const named = [...asked].flatMap(([id, one]) => [...one.people].map((userId) => ({ id, userId, leaving: one.leaving })));
  const common = [ids, leaving, rule.writeAgain];
  const values = [...common, named.map((n) => n.id), named.map((n) => n.userId), named.map((n) => n.leaving)];
  const members = run<MemberRow>(on, 'timeline_members', MEMBERS, values);
  const roles = ROLES.map((role) => codeOf(ROLES, role));
  const size = Math.max(...leaving) > LEAVING.few ? 'many' : 'few';
  const heirs = leaving.some((count) => count > 0)
    ? run<MemberRow>(on, `timeline_heirs_${size}`, heirsOf(LEAVING[size]), [...common, roles])
    : null;
  const [looked, following] = await sentTogether([members, heirs]);
  for (const row of [...looked.rows, ...(following?.rows ?? [])]) {
    const id = toId<ConversationId>(row.conversation_id);
    const members = read.get(id) ?? [];
    read.set(id, members);
    members.push({
      userId: toId<UserId>(row.user_id),
      role: nameOf(ROLES, row.role),
      joinedSeq: Number(row.joined_seq),
      fromSeq: Number(row.from_seq),
    });
  }
  return read;
}

/** Puts them into the state that was locked before they were read. */
export function fillMembers(state: ConversationState, loaded: LoadedMembers): void {
  const found = loaded.get(state.id);
  if (!found) return;
  for (const member of found.members) state.members.set(member.userId, member);
  if (state.fanOut === 'WRITE') return;
  if (!mayShrink(state, found.asked.leaving)) state.members.limitTo(found.asked.people);
  else if (state.members.size !== state.memberCount) throw new Error(`${state.members.size} of ${state.memberCount} members were loaded`);
}
