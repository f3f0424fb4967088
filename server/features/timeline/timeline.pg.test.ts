// The whole timeline on a real database: writers, lanes, streams, markers and pulls together.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { decideAdd, decideFound, decideLeave } from '../../../core/conversation/decide-members.ts';
import { decideReact, decideSend } from '../../../core/conversation/decide-message.ts';
import { type ConversationId, parseClientId, toId, type UserId } from '../../../core/protocol/ids.ts';
import type { Command, Outcome } from '../../../core/timeline/command.ts';
import { type Reader, read } from '../../../testing/factories/reader.ts';
import { testDatabase } from '../../../testing/setup/services.ts';
import { type Db, openDb } from '../../platform/db.ts';
import { type IdSource, openIds } from '../../platform/ids.ts';
import { ensureInstallation } from '../../platform/installation.ts';
import { createTimeline, type Timeline } from './index.ts';

let url: string;
let db: Db;
let ids: IdSource & { close(): Promise<void> };
let timeline: Timeline;
const [ANN, BEN, CAT] = [21, 22, 23].map((n) => toId<UserId>(String(n))) as [UserId, UserId, UserId];
const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
let uuid = 0;
const nextUuid = () => `00000000-0000-4000-8000-${String(++uuid).padStart(12, '0')}`;

beforeAll(async () => {
  url = (await testDatabase()).url;
  db = openDb(url);
  await ensureInstallation(db.pool);
  ids = await openIds(db.pool, quiet);
  await db.pool.query('insert into user_cursor (user_id) select unnest($1::bigint[])', [[ANN, BEN, CAT]]);
  timeline = createTimeline({ db, ids, log: quiet });
});
afterAll(async () => {
  await timeline.close();
  await ids.close();
  await db.close();
});

async function group(...members: UserId[]): Promise<ConversationId> {
  const conversationId = ids.next<ConversationId>();
  const create = { kind: 'GROUP', fanOut: 'WRITE', title: 'Tea', settings: {}, pair: null } as const;
  await timeline.submit({ conversationId, actorId: members[0] ?? ANN, create, decide: () => decideFound(members, members[0] ?? ANN) });
  return conversationId;
}

function message(conversationId: ConversationId, actorId: UserId, text: string, lane?: Command['lane']): Command {
  const clientId = parseClientId(nextUuid())!;
  const draft = { clientId, text, attachmentIds: [], replyToSeq: null, mentionUserIds: [], mentionAll: false, readSeq: null };
  const key = { senderId: actorId, clientId, hash: Buffer.from(text.padEnd(16).slice(0, 16)).toString('hex') };
  return { conversationId, actorId, key, ...(lane ? { lane } : {}), decide: (state) => decideSend(state, actorId, draft) };
}

const seqOf = (outcome: Outcome) => (outcome.kind === 'stored' ? outcome.events[0]?.seq : null);

test('[S11] a lane commits in the order of its numbers, whatever order they come in', async () => {
  const room = await group(ANN, BEN);
  const order = [3, 1, 4, 2, 6, 5];
  const sent = await Promise.all(order.map((n) => timeline.submit(message(room, ANN, `n${n}`, { id: 'phone', clientSeq: n }))));
  expect(sent.map(seqOf)).toEqual(order.map((n) => n + 1));
});

test('[S11] a number ahead is held for a while, then refused with the expected one; more than 32 are refused at once', async () => {
  const room = await group(ANN, BEN);
  const refusal = { kind: 'refused', refusal: { refused: 'OUT_OF_ORDER', details: { expected: 1 } } };
  expect(await timeline.submit(message(room, ANN, 'far', { id: 'a', clientSeq: 40 }))).toEqual(refusal);
  const held = Array.from({ length: 34 }, () => timeline.submit(message(room, ANN, 'ahead', { id: 'a', clientSeq: 2 })));
  expect(await Promise.race(held)).toEqual(refusal);
  expect(await Promise.all(held)).toEqual(held.map(() => refusal));
  expect(seqOf(await timeline.submit(message(room, ANN, 'first', { id: 'a', clientSeq: 1 })))).toBe(2);
});

test('[S5] [S6] a stream gives the head, what was missed and what comes, without a hole', async () => {
  const room = await group(ANN, BEN);
  const page = await timeline.pull(BEN, `${await epoch()}.0`, 500);
  const before = 'cursor' in page ? page.cursor : '';
  await timeline.submit(message(room, ANN, 'missed'));
  const reader = read(timeline, BEN, before);
  await reader.until((r) => r.entries().length >= 1);
  const other = await group(CAT, BEN);
  await Promise.all(Array.from({ length: 60 }, (_, n) => timeline.submit(message(n % 2 ? room : other, n % 2 ? ANN : CAT, `m${n}`))));
  const texts = (r: Reader) => r.entries().flatMap((entry) => entry.events.flatMap((event) => event.text ?? []));
  await reader.until((r) => texts(r).length >= 61);
  const from = Number(before.split('.')[1]);
  expect(reader.frames[0]).toEqual({ head: from + 1 });
  expect(reader.entries().map((entry) => entry.pos)).toEqual(reader.entries().map((_, n) => from + 1 + n));
  expect(new Set(texts(reader)).size).toBe(61);
  const pulled = await timeline.pull(BEN, before, 500);
  expect(pulled).toMatchObject({ entries: reader.entries(), more: false });
  await reader.stop();
  expect(timeline.connected([BEN])).toEqual([]);
});

test('[S9] what the push shows is what the database shows: effects, reactions, joiners and leavers', async () => {
  const room = await group(ANN, BEN);
  const page = await timeline.pull(CAT, `${await epoch()}.0`, 500);
  const reader = read(timeline, CAT, null);
  await reader.until((r) => r.frames.length > 0);
  const react: Command = {
    conversationId: room,
    actorId: ANN,
    targets: [2],
    reaction: { seq: 2, emoji: '👍' },
    decide: (state) => decideReact(state, ANN, 2, '👍', true),
  };
  await Promise.all([
    timeline.submit(message(room, ANN, 'before')),
    timeline.submit({ conversationId: room, actorId: ANN, decide: (state) => decideAdd(state, ANN, [CAT]) }),
    timeline.submit(react),
    timeline.submit(message(room, BEN, 'welcome')),
    timeline.submit({ conversationId: room, actorId: CAT, decide: (state) => decideLeave(state, CAT) }),
    timeline.submit(message(room, ANN, 'after')),
  ]);
  await reader.until((r) => r.entries().some((entry) => entry.kind === 'left'));
  const pulled = await timeline.pull(CAT, 'cursor' in page ? page.cursor : '', 500);
  expect(pulled).toMatchObject({ entries: reader.entries() });
  const events = reader.entries().flatMap((entry) => entry.events);
  expect(events.map((event) => event.kind)).toEqual(['join', 'reaction', 'message', 'leave']);
  expect(events[1]).toMatchObject({ targetSeq: 2, data: {} });
  await reader.stop();
});

test('[S17] a marker rises, never falls, ends at the head, and stands in the timeline', async () => {
  const room = await group(ANN, BEN);
  await timeline.submit(message(room, ANN, 'one'));
  await timeline.submit(message(room, ANN, 'two'));
  const ann = read(timeline, ANN, null);
  const ben = read(timeline, BEN, null);
  await Promise.all([ann, ben].map((reader) => reader.until((r) => r.frames.length > 0)));
  for (const seq of [2, 1, 0, 99]) await timeline.markRead(BEN, room, seq);
  await ben.until((r) => r.entries().length >= 2);
  expect(ben.entries()).toMatchObject([
    { kind: 'read', conversationId: room, data: { readSeq: 2 } },
    { kind: 'read', conversationId: room, data: { readSeq: 3 } },
  ]);
  await ann.until((r) => r.frames.filter((frame) => frame.signal).length >= 2);
  expect(ann.frames.flatMap((frame) => frame.signal ?? [])).toEqual([
    { type: 'read', conversationId: room, userId: BEN, seq: 2 },
    { type: 'read', conversationId: room, userId: BEN, seq: 3 },
  ]);
  await expect(timeline.markRead(CAT, room, 1)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await Promise.all([ann.stop(), ben.stop()]);
});

test('[S20] a cursor that cannot be continued is answered with a reset, one that is none with BAD_INPUT', async () => {
  const now = await epoch();
  expect(await timeline.pull(ANN, `other.1`, 10)).toEqual({ reason: 'epoch' });
  expect(await timeline.pull(ANN, `${now}.9007199254740993`, 10)).toEqual({ reason: 'ahead' });
  await expect(timeline.pull(ANN, 'x', 10)).rejects.toMatchObject({ code: 'BAD_INPUT' });
  const reader = read(timeline, ANN, `${now}.99999999`);
  await reader.until((r) => r.frames.length > 0);
  expect(reader.frames).toEqual([{ reset: { reason: 'ahead' } }]);
  await db.pool.query('update user_cursor set min_pos = 1 where user_id = $1', [CAT]);
  await db.pool.query('delete from entry where user_id = $1 and pos <= 1', [CAT]);
  expect(await timeline.pull(CAT, `${now}.0`, 10)).toEqual({ reason: 'old' });
});

test('[S26] what another process commits reaches the streams of this one', async () => {
  const otherDb = openDb(url);
  const other = createTimeline({ db: otherDb, ids, log: quiet });
  const room = await group(ANN, BEN);
  const reader = read(timeline, BEN, null);
  await reader.until((r) => r.frames.length > 0);
  await other.submit(message(room, ANN, 'from elsewhere'));
  await reader.until((r) => r.entries().length > 0);
  expect(reader.entries()).toMatchObject([{ kind: 'events', events: [{ text: 'from elsewhere', senderId: ANN }] }]);
  await reader.stop();
  await other.close();
  await otherDb.close();
});

test('[S1] a conversation that somebody holds is waited for alone, and the others go on', async () => {
  const [held, free] = [await group(ANN, BEN), await group(ANN, BEN)];
  const holder = await db.pool.connect();
  await holder.query('begin');
  await holder.query('select 1 from conversation where id = $1 for update', [held]);
  const waiting = timeline.submit(message(held, ANN, 'patient'));
  for (let n = 0; n < 5; n++) expect(seqOf(await timeline.submit(message(free, ANN, `free ${n}`)))).toBe(n + 2);
  await holder.query('commit');
  holder.release();
  expect(seqOf(await waiting)).toBe(2);
});

test('[S1] one poisonous command fails alone', async () => {
  const room = await group(ANN, BEN);
  const poison: Command = {
    ...message(room, ANN, 'poison'),
    decide: () => ({ events: [{ kind: 'message', senderId: ANN, text: 'nul \0' }] }),
  };
  const sent = await Promise.all([message(room, ANN, 'a'), poison, message(room, ANN, 'b')].map((command) => timeline.submit(command)));
  expect(sent.map(seqOf)).toEqual([2, null, 3]);
  expect(sent[1]).toEqual({ kind: 'refused', refusal: { refused: 'INTERNAL' } });
});

async function epoch(): Promise<string> {
  return (await db.pool.query<{ epoch: string }>('select epoch from installation')).rows[0]?.epoch ?? '';
}
