// The write transaction on a real database: several writers at once over the same conversations.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { decideAdd, decideFound, decideLeave } from '../../../core/conversation/decide-members.ts';
import { decideEdit, decideReact, decideRecall, decideSend } from '../../../core/conversation/decide-message.ts';
import { emptyState, FAN_OUT_RULE } from '../../../core/conversation/state.ts';
import { type ConversationId, parseClientId, toId, type UserId } from '../../../core/protocol/ids.ts';
import type { Command, Outcome } from '../../../core/timeline/command.ts';
import { brokenRules } from '../../../testing/factories/broken-rules.ts';
import { testDatabase } from '../../../testing/setup/services.ts';
import { type Db, openDb } from '../../platform/db.ts';
import { type IdSource, openIds } from '../../platform/ids.ts';
import { createHistory } from '../history/index.ts';
import { commitBatch } from './append.ts';
import { KnownMembers } from './known-members.ts';

let db: Db;
let ids: IdSource & { close(): Promise<void> };
const USERS = [11, 12, 13, 14].map((n) => toId<UserId>(String(n)));
const [ANN, BEN, CAT, DAN] = USERS as [UserId, UserId, UserId, UserId];
let uuid = 0;
/** What two instances remember: each batch goes by the next of them. */
let instances: readonly KnownMembers[] = [];
let turn = 0;

beforeAll(async () => {
  db = openDb((await testDatabase()).url);
  instances = [new KnownMembers(db.writers), new KnownMembers(db.writers)];
  const note = () => {};
  ids = await openIds(db.pool, { debug: note, info: note, warn: note, error: note });
  await db.pool.query('insert into user_cursor (user_id) select unnest($1::bigint[])', [USERS]);
});
afterAll(async () => {
  await ids.close();
  await db.close();
});

const nextUuid = () => `00000000-0000-4000-8000-${String(++uuid).padStart(12, '0')}`;

async function commit(commands: readonly Command[], fanOutRule = FAN_OUT_RULE): Promise<Map<Command, Outcome>> {
  const done = new Map<Command, Outcome>();
  let waiting = commands;
  while (waiting.length > 0) {
    const known = instances[turn++ % instances.length] as KnownMembers;
    const { outcomes, busy } = await commitBatch({ writers: db.writers, known, ids, now: Date.now, fanOutRule }, waiting);
    for (const [command, outcome] of outcomes) done.set(command, outcome);
    waiting = busy;
  }
  return done;
}

const one = async (command: Command) => (await commit([command])).get(command);

async function found(members: readonly UserId[]): Promise<ConversationId> {
  const conversationId = ids.next<ConversationId>();
  const create = { kind: 'GROUP', fanOut: 'WRITE', title: 'Tea', settings: {}, pair: null } as const;
  await one({ conversationId, actorId: ANN, create, decide: (state) => decideFound(state.head > 0 ? [] : members, ANN) });
  return conversationId;
}

function send(conversationId: ConversationId, actorId: UserId, text: string, readSeq: number | null = null, id = nextUuid()): Command {
  const clientId = parseClientId(id);
  if (!clientId) throw new Error('not a UUID');
  const draft = { clientId, text, attachmentIds: [], replyToSeq: null, mentionUserIds: [], mentionAll: false, readSeq };
  const hash = Buffer.from(text.padEnd(16).slice(0, 16)).toString('hex');
  return { conversationId, actorId, key: { senderId: actorId, clientId, hash }, decide: (state) => decideSend(state, actorId, draft) };
}

test('[S4] [S5] [S6] [S7] [S16] four writers at once leave no hole, no double and no wrong count', async () => {
  const rooms = await Promise.all([found([ANN, BEN, CAT]), found([ANN, BEN]), found([ANN, CAT, BEN])]);
  const writer = async (w: number) => {
    for (let round = 0; round < 12; round++) {
      const batch = rooms.flatMap((room, i) => [send(room, ANN, `a${w}.${round}`), send(room, BEN, `b${w}.${round}`, round * (i + 1))]);
      const room = rooms[round % rooms.length] ?? rooms[0];
      const come: Command = { conversationId: room, actorId: ANN, decide: (state) => decideAdd(state, ANN, [DAN]) };
      const go: Command = { conversationId: room, actorId: DAN, decide: (state) => decideLeave(state, DAN) };
      await commit([...batch, round % 2 === 0 ? come : go, send(room, DAN, `d${w}.${round}`)]);
    }
  };
  await Promise.all([0, 1, 2, 3].map(writer));
  expect(await brokenRules(db.pool)).toEqual([]);
  expect((await db.pool.query('select count(*)::int as n from event where kind = 1')).rows[0].n).toBeGreaterThan(12 * 4 * 3 * 2 - 1);
});

test('[S16] who speaks, leaves, comes back and speaks in one batch has a right count', async () => {
  const room = await found([ANN, BEN]);
  const leave: Command = { conversationId: room, actorId: BEN, decide: (state) => decideLeave(state, BEN) };
  const back: Command = { conversationId: room, actorId: ANN, decide: (state) => decideAdd(state, ANN, [BEN]) };
  await commit([send(room, BEN, 'going', 1), leave, send(room, ANN, 'missed'), back, send(room, ANN, 'seen'), send(room, BEN, 'here')]);
  const { rows } = await db.pool.query(
    'select c.count - m.read_count - m.mine_after as unread from member m join conversation c on c.id = m.conversation_id where c.id = $1 and m.user_id = $2',
    [room, BEN],
  );
  expect(rows).toEqual([{ unread: '1' }]);
  expect(await brokenRules(db.pool)).toEqual([]);
});

test('[S6] an instance that remembers the members hears of those who came and went at another', async () => {
  const [here, there] = [new KnownMembers(db.writers), new KnownMembers(db.writers)];
  const by = async (known: KnownMembers, command: Command) =>
    (await commitBatch({ writers: db.writers, known, ids, now: Date.now }, [command])).entries.map(({ userId }) => userId).sort();
  const room = await found([ANN, BEN]);
  expect(await by(here, send(room, ANN, 'one'))).toEqual([ANN, BEN]);
  expect(here.of(room)?.members).toHaveLength(2);
  await by(there, { conversationId: room, actorId: ANN, decide: (state) => decideAdd(state, ANN, [CAT]) });
  expect(await by(here, send(room, ANN, 'two'))).toEqual([ANN, BEN, CAT]);
  await by(there, { conversationId: room, actorId: BEN, decide: (state) => decideLeave(state, BEN) });
  expect(await by(here, send(room, ANN, 'three'))).toEqual([ANN, CAT]);
  expect(await by(here, send(room, BEN, 'four'))).toEqual([]);
});

test('[S6] with a new connection of the writers all members are forgotten, also what a batch brings that began before', async () => {
  const known = new KnownMembers(db.writers);
  const room = await found([ANN, BEN]);
  await commitBatch({ writers: db.writers, known, ids, now: Date.now }, [send(room, ANN, 'one')]);
  const { generation } = known;
  expect(known.of(room)).toBeDefined();
  const another = await db.writers.connect();
  db.writers.emit('connect', another);
  another.release();
  expect(known.of(room)).toBeUndefined();
  known.learn([emptyState(room, 'GROUP', 'WRITE', null, {}, FAN_OUT_RULE, 0)], generation);
  expect(known.of(room)).toBeUndefined();
});

test('[S1] a conversation that stays locked is told as that, not as an aborted transaction', async () => {
  const room = await found([ANN, BEN]);
  const holder = await db.pool.connect();
  try {
    await holder.query('begin');
    await holder.query('select 1 from conversation where id = $1 for update', [room]);
    const deps = { writers: db.writers, known: new KnownMembers(db.writers), ids, now: Date.now };
    const waiting = commitBatch(deps, [send(room, ANN, 'tea?')], { wait: true, lastLook: new Set() });
    await expect(waiting).rejects.toMatchObject({ code: '55P03' });
  } finally {
    await holder.query('rollback');
    holder.release();
  }
  expect(await one(send(room, ANN, 'tea?'))).toMatchObject({ kind: 'stored' });
});

test('[S15] a retry gets the same place, another payload CONFLICT, also with two writers at once', async () => {
  const room = await found([ANN, BEN]);
  const id = nextUuid();
  const first = await one(send(room, ANN, 'tea?', null, id));
  expect(first).toMatchObject({ kind: 'stored', events: [{ seq: 2 }] });
  expect(await one(send(room, ANN, 'tea?', null, id))).toMatchObject({ kind: 'known', seq: 2 });
  expect(await one(send(room, ANN, 'coffee?', null, id))).toEqual({ kind: 'refused', refusal: { refused: 'CONFLICT' } });
  const twice = nextUuid();
  const both = await Promise.all([one(send(room, BEN, 'yes', null, twice)), one(send(room, BEN, 'yes', null, twice))]);
  expect(both.map((outcome) => outcome?.kind).sort()).toEqual(['known', 'stored']);
  expect(await brokenRules(db.pool)).toEqual([]);
});

test('[S9] a reaction that is committed while a message is read is in its counts and in its asOfSeq, or in neither', async () => {
  const room = await found([ANN, BEN, CAT]);
  await one(send(room, ANN, 'tea?'));
  const react = (by: UserId): Command => ({
    conversationId: room,
    actorId: by,
    targets: [2],
    reaction: { seq: 2, emoji: '👍' },
    decide: (state) => decideReact(state, by, 2, '👍', true),
  });
  await one(react(BEN));
  /** Somebody reacts just after the rows were read. */
  const pool = new Proxy(db.pool, {
    get(target, key) {
      if (key !== 'query') return Reflect.get(target, key);
      return async (statement: { name: string; text: string; values: unknown[] }) => {
        const result = await target.query(statement);
        if (statement.name === 'history_ranges') await one(react(CAT));
        return result;
      };
    },
  });
  const [message] = await createHistory({ ...db, pool }).ranges(ANN, [{ conversationId: room, fromSeq: 2, toSeq: 2 }]);
  const possible = [
    { asOfSeq: 3, reactions: [{ emoji: '👍', count: 1, mine: false }] },
    { asOfSeq: 4, reactions: [{ emoji: '👍', count: 2, mine: false }] },
  ];
  expect(possible).toContainEqual({ asOfSeq: message?.asOfSeq, reactions: message?.reactions });
});

test('[S18] [S19] a recalled text is served nowhere; an ended stay is shown as at its end', async () => {
  const history = createHistory(db);
  const room = await found([ANN, BEN, CAT]);
  await one(send(room, ANN, 'first'));
  await one(send(room, ANN, 'second'));
  await one({ conversationId: room, actorId: CAT, decide: (state) => decideLeave(state, CAT) });
  const edit = (seq: number, text: string): Command => ({
    conversationId: room,
    actorId: ANN,
    targets: [seq],
    decide: (state, now) => decideEdit(state, ANN, seq, text, now),
  });
  await one(edit(2, 'first, edited'));
  const reaction = { seq: 2, emoji: '👍' };
  await one({ conversationId: room, actorId: BEN, targets: [2], reaction, decide: (state) => decideReact(state, BEN, 2, '👍', true) });
  await one(edit(3, 'second, edited'));
  await one({ conversationId: room, actorId: ANN, targets: [3], decide: (state, now) => decideRecall(state, ANN, 3, now) });
  const all = [{ conversationId: room, fromSeq: 1, toSeq: 99 }];
  const seen = await history.ranges(BEN, all);
  expect(seen[1]).toMatchObject({ text: 'first, edited', asOfSeq: 6, reactions: [{ emoji: '👍', count: 1, mine: true }] });
  expect(seen[2]).toMatchObject({ text: null, asOfSeq: 8 });
  expect(seen.map((event) => event.text)).not.toContain('second, edited');
  const past = await history.ranges(CAT, all);
  expect(past.map((event) => event.seq)).toEqual([1, 2, 3, 4]);
  expect(past[1]).toMatchObject({ text: 'first', editedAt: null, asOfSeq: 2, reactions: [] });
  expect(past[2]).toMatchObject({ text: null });
  const kept = await db.pool.query(
    `select 1 from event where conversation_id = $1 and (text like 'second%' or previous_text like 'second%')`,
    [room],
  );
  expect(kept.rows).toEqual([]);
  await expect(history.page(CAT, { conversationId: room, before: null, after: null, limit: 50 })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
  const page = await history.page(BEN, { conversationId: room, before: 4, after: null, limit: 2 });
  expect(page).toMatchObject({ head: 8, hasBefore: true, hasAfter: true, events: [{ seq: 2 }, { seq: 3 }] });
});
