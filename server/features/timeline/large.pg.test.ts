// Read fan-out on a real database: what is written, what it costs, and the change of mode under racing commands. The rule is a
// small one, so that five people make a large group.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { decideAdd, decideFound, decideLeave, decideRemove } from '../../../core/conversation/decide-members.ts';
import { decideSend } from '../../../core/conversation/decide-message.ts';
import type { FanOut } from '../../../core/protocol/events.ts';
import { type ConversationId, parseClientId, toId, type UserId } from '../../../core/protocol/ids.ts';
import type { Command, Outcome } from '../../../core/timeline/command.ts';
import { brokenRules } from '../../../testing/factories/broken-rules.ts';
import { testDatabase } from '../../../testing/setup/services.ts';
import { type Db, openDb } from '../../platform/db.ts';
import { type IdSource, openIds } from '../../platform/ids.ts';
import { createHistory } from '../history/index.ts';
import { type Committed, commitBatch } from './append.ts';
import { KnownMembers } from './known-members.ts';

const RULE = { write: 3, writeAgain: 2 };
const USERS = [11, 12, 13, 14, 15, 16].map((n) => toId<UserId>(String(n)));
const OWNER = USERS[0]!;
let db: Db;
let ids: IdSource & { close(): Promise<void> };
let uuid = 0;

beforeAll(async () => {
  db = openDb((await testDatabase()).url);
  known = new KnownMembers(db.writers);
  const note = () => {};
  ids = await openIds(db.pool, { debug: note, info: note, warn: note, error: note });
  await db.pool.query('insert into user_cursor (user_id) select unnest($1::bigint[])', [USERS]);
});
afterAll(async () => {
  await ids.close();
  await db.close();
});

/** As one instance does. */
let known: KnownMembers;

async function commit(commands: readonly Command[], fanOutRule = RULE): Promise<{ outcomes: Map<Command, Outcome>; batches: Committed[] }> {
  const outcomes = new Map<Command, Outcome>();
  const batches: Committed[] = [];
  for (let waiting = commands; waiting.length > 0; ) {
    const batch = await commitBatch({ writers: db.writers, known, ids, now: Date.now, fanOutRule }, waiting);
    batches.push(batch);
    for (const [command, outcome] of batch.outcomes) outcomes.set(command, outcome);
    waiting = batch.busy;
  }
  return { outcomes, batches };
}

async function found(fanOut: FanOut, members: readonly UserId[], kind: 'GROUP' | 'CHANNEL' = 'GROUP'): Promise<ConversationId> {
  const conversationId = ids.next<ConversationId>();
  const create = { kind, fanOut, title: 'Tea', settings: {}, pair: null } as const;
  await commit([{ conversationId, actorId: OWNER, create, people: members, decide: () => decideFound(members, OWNER) }]);
  return conversationId;
}

function send(
  conversationId: ConversationId,
  actorId: UserId,
  mentions: readonly UserId[] = [],
  mentionAll = false,
  readSeq: number | null = null,
): Command {
  const clientId = parseClientId(`00000000-0000-4000-8000-${String(++uuid).padStart(12, '0')}`)!;
  const draft = { clientId, text: 'hello', attachmentIds: [], replyToSeq: null, mentionUserIds: mentions, mentionAll, readSeq };
  const key = { senderId: actorId, clientId, hash: '00'.repeat(16) };
  return { conversationId, actorId, key, people: mentions, decide: (state) => decideSend(state, actorId, draft) };
}
const add = (conversationId: ConversationId, userIds: readonly UserId[]): Command => ({
  conversationId,
  actorId: null,
  people: userIds,
  decide: (state) => decideAdd(state, null, userIds),
});
const leave = (conversationId: ConversationId, userId: UserId): Command => ({
  conversationId,
  actorId: userId,
  leaves: true,
  decide: (state) => decideLeave(state, userId),
});
const remove = (conversationId: ConversationId, byId: UserId, userId: UserId): Command => ({
  conversationId,
  actorId: byId,
  people: [userId],
  leaves: true,
  decide: (state) => decideRemove(state, byId, userId),
});

async function entriesOf(userId: UserId, conversationId: ConversationId) {
  const { rows } = await db.pool.query(
    'select kind, from_seq::int, to_seq::int from entry where user_id = $1 and conversation_id = $2 order by pos',
    [userId, conversationId],
  );
  return rows.map(({ kind, from_seq, to_seq }) => [kind, from_seq, to_seq]);
}

test('[S6] with read fan-out a message is one event; who is mentioned, who joins and who leaves have entries, `@all` is one row', async () => {
  const room = await found('READ', USERS.slice(0, 4));
  await commit([
    send(room, OWNER, [USERS[1]!, USERS[5]!]),
    send(room, USERS[1]!, [], true),
    add(room, USERS.slice(4)),
    leave(room, USERS[5]!),
  ]);
  const [events, joined, left, mention] = [1, 2, 3, 6];
  expect(await entriesOf(OWNER, room)).toEqual([[joined, 1, null]]);
  expect(await entriesOf(USERS[1]!, room)).toEqual([
    [joined, 1, null],
    [mention, 2, 2],
  ]);
  expect(await entriesOf(USERS[5]!, room)).toEqual([
    [joined, 4, null],
    [events, 5, 5],
    [left, null, 5],
  ]);
  const all = await db.pool.query('select seq::int from mention_all where conversation_id = $1', [room]);
  expect(all.rows).toEqual([{ seq: 3 }]);
  expect(await brokenRules(db.pool)).toEqual([]);
});

/** Statements and rows of the write transactions that `work` makes. */
async function costOf(work: () => Promise<unknown>): Promise<{ statements: number; rows: number }> {
  const cost = { statements: 0, rows: 0 };
  const on = await db.writers.connect();
  const proto = Object.getPrototypeOf(on);
  const query = proto.query;
  proto.query = async function counted(...args: unknown[]) {
    const result = await query.apply(this, args);
    cost.statements += 1;
    cost.rows += result.rowCount ?? 0;
    return result;
  };
  on.release();
  try {
    await work();
  } finally {
    proto.query = query;
  }
  return cost;
}

test('[S16] a send, an edit of the marker and a leave cost as many statements and rows in a group of 1,000 as in one of 5', async () => {
  const crowd = Array.from({ length: 1_000 }, (_, n) => toId<UserId>(String(1_000 + n)));
  await db.pool.query('insert into user_cursor (user_id) select unnest($1::bigint[])', [crowd]);
  const small = await found('READ', USERS);
  const large = await found('READ', [...USERS, ...crowd]);
  const works = [
    (room: ConversationId) => [send(room, USERS[1]!, [], true, 1)],
    (room: ConversationId) => [send(room, OWNER, [USERS[2]!])],
    (room: ConversationId) => [remove(room, OWNER, USERS[5]!)],
    (room: ConversationId) => [leave(room, OWNER)],
  ];
  for (const work of works) {
    const costs = [await costOf(() => commit(work(small))), await costOf(() => commit(work(large)))];
    expect(costs[1]).toEqual(costs[0]);
    expect(costs[0]?.statements).toBeGreaterThan(5);
    expect(costs[0]?.rows).toBeLessThan(20);
  }
  const heirs = await db.pool.query('select conversation_id, user_id from member where role = 1 and conversation_id = any($1) order by 1', [
    [small, large],
  ]);
  expect(heirs.rows.map((row) => row.user_id)).toEqual([USERS[1], USERS[1]]);
  expect(await brokenRules(db.pool)).toEqual([]);
});

test('[S4] [S5] [S6] [S7] [S16] [S19] joins, leaves, kicks and sends that race over the change of mode leave no hole, no double, no wrong count', async () => {
  const step = fc.record({ what: fc.nat(5), who: fc.nat(5), other: fc.nat(5) });
  const history = createHistory(db);
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(fc.array(step, { maxLength: 6 }), { maxLength: 4 }), { minLength: 2, maxLength: 3 }),
      async (writers) => {
        const room = await found('WRITE', USERS.slice(0, 2));
        const commandOf = ({ what, who, other }: { what: number; who: number; other: number }): Command => {
          const [me, them] = [USERS[who]!, USERS[other]!];
          const kinds = [() => send(room, me, [them]), () => send(room, me, [], true, other), () => add(room, [me, them])];
          const more = [() => add(room, USERS), () => leave(room, me), () => remove(room, me, them)];
          return [...kinds, ...more][what]!();
        };
        await Promise.all(
          writers.map(async (batches) => {
            for (const batch of batches) if (batch.length > 0) await commit(batch.map(commandOf));
          }),
        );
        expect(await brokenRules(db.pool)).toEqual([]);
        for (const userId of USERS) {
          const seen = await history.ranges(userId, [{ conversationId: room, fromSeq: 1, toSeq: 10_000 }]);
          const stays = await db.pool.query(
            'select joined_seq::int as a, to_seq::int as b from span where conversation_id = $1 and user_id = $2',
            [room, userId],
          );
          const granted = (seq: number) => stays.rows.some(({ a, b }) => seq >= a && (b === null || seq <= b));
          expect(seen.every(({ seq }) => granted(seq))).toBe(true);
        }
      },
    ),
    { numRuns: 25 },
  );
});
