import { expect, test } from 'vitest';
import { decideAdd, decideFound } from '../conversation/decide-members.ts';
import { decideSend } from '../conversation/decide-message.ts';
import { applyEvent, type ConversationState, emptyState } from '../conversation/state.ts';
import { isRefusal, refuse } from '../protocol/errors.ts';
import { type ClientId, type ConversationId, type EventId, parseClientId, toId, type UserId } from '../protocol/ids.ts';
import { type BatchInput, runBatch } from './batch.ts';
import { type Command, type KnownKey, keyOf, type LaneState, laneKeyOf } from './command.ts';

const NOW = 1_800_000_000_000;
const ROOM = toId<ConversationId>('900');
const ANN = toId<UserId>('1');
const BOB = toId<UserId>('2');
const EVE = toId<UserId>('3');

function clientId(n: number): ClientId {
  const id = parseClientId(`00000000-0000-4000-8000-${String(n).padStart(12, '0')}`);
  if (!id) throw new Error('not a UUID');
  return id;
}

/** A group of Ann and Bob: its log holds the founding join. */
function room(): ConversationState {
  const state = emptyState(ROOM, 'GROUP', 'WRITE', null, {});
  const found = decideFound([ANN, BOB], ANN);
  if (isRefusal(found)) throw new Error('no room');
  for (const event of found.events) applyEvent(state, event, toId<EventId>('5000'), NOW);
  return state;
}

function batch(state: ConversationState | null, commands: readonly Command[], more: Partial<BatchInput> = {}): BatchInput {
  let id = 6000;
  return {
    now: NOW,
    conversations: new Map(state ? [[state.id, state]] : []),
    lanes: new Map<string, LaneState>(),
    keys: new Map<string, KnownKey>(),
    commands,
    lastLook: new Set(),
    nextId: () => {
      id += 1;
      return toId<EventId>(String(id));
    },
    ...more,
  };
}

function send(actorId: UserId, n: number, clientSeq?: number, text = `text ${n}`): Command {
  const draft = { clientId: clientId(n), text, attachmentIds: [], replyToSeq: null, mentionUserIds: [], mentionAll: false, readSeq: null };
  return {
    conversationId: ROOM,
    actorId,
    key: { senderId: actorId, clientId: clientId(n), hash: `hash of ${text}` },
    ...(clientSeq === undefined ? {} : { lane: { id: 'phone', clientSeq } }),
    decide: (state) => decideSend(state, actorId, draft),
  };
}

const laneOf = (userId: UserId) => laneKeyOf(userId, 'phone', ROOM);

test('[S15] a known key is answered before any authorisation', () => {
  const state = room();
  const first = runBatch(batch(state, []));
  expect(first.outcomes.size).toBe(0);
  const again = send(EVE, 1);
  const known: KnownKey = { hash: 'hash of text 1', seq: 7, id: toId<EventId>('77'), createdAt: NOW - 5, refused: null };
  const input = batch(state, [again], { keys: new Map([[keyOf(EVE, clientId(1)), known]]) });
  const result = runBatch(input);
  expect(result.outcomes.get(again)).toEqual({ kind: 'known', seq: 7, id: '77', createdAt: NOW - 5 });
  expect([result.writes.size, result.keys.length]).toEqual([0, 0]);
});

test('[S15] a known key answers even when its conversation is gone', () => {
  const again = send(ANN, 1, 1);
  const known: KnownKey = { hash: 'hash of text 1', seq: 7, id: toId<EventId>('77'), createdAt: NOW, refused: null };
  const result = runBatch(batch(null, [again], { keys: new Map([[keyOf(ANN, clientId(1)), known]]) }));
  expect(result.outcomes.get(again)?.kind).toBe('known');
});

test('[S15] a known key with another payload is a CONFLICT, which is not stored and appends nothing', () => {
  const state = room();
  const one = send(ANN, 1, undefined, 'one');
  const other = send(ANN, 1, undefined, 'other');
  const result = runBatch(batch(state, [one, other]));
  expect(result.outcomes.get(other)).toEqual({ kind: 'refused', refusal: { refused: 'CONFLICT' } });
  expect(result.keys).toHaveLength(1);
  expect(state.head).toBe(2);
});

test('[S15] a key repeated within a batch is stored once and known the second time', () => {
  const state = room();
  const one = send(ANN, 1, 1);
  const two = send(ANN, 1, 1);
  const result = runBatch(batch(state, [one, two]));
  expect(result.outcomes.get(one)).toMatchObject({ kind: 'stored', events: [{ seq: 2, id: '6001' }] });
  expect(result.outcomes.get(two)).toEqual({ kind: 'known', seq: 2, id: '6001', createdAt: NOW });
  expect(result.writes.get(ROOM)?.events).toHaveLength(1);
  expect(result.writes.get(ROOM)?.mine).toEqual(new Map([[ANN, 1]]));
  expect(result.lanes.get(laneOf(ANN))?.state).toEqual({ last: 1, ahead: [] });
});

test('[S15] one clientId of two senders is two keys', () => {
  const result = runBatch(batch(room(), [send(ANN, 1), send(BOB, 1)]));
  expect([...result.outcomes.values()].map((outcome) => outcome.kind)).toEqual(['stored', 'stored']);
});

test('[S15] a refusal for good is stored and heard again, even after it would be allowed', () => {
  const state = room();
  const early = send(EVE, 1);
  const add: Command = { conversationId: ROOM, actorId: ANN, decide: (now) => decideAdd(now, ANN, [EVE]) };
  const late = send(EVE, 1);
  const result = runBatch(batch(state, [early, add, late]));
  const refused = { kind: 'refused', refusal: { refused: 'NOT_FOUND' } };
  expect(result.keys).toMatchObject([{ senderId: EVE, seq: null, refused: 'NOT_FOUND' }]);
  expect([result.outcomes.get(early), result.outcomes.get(late)]).toEqual([refused, refused]);
  expect(state.members.has(EVE)).toBe(true);
});

test('[S15] a passing refusal is neither stored nor uses the number up', () => {
  const busy: Command = { ...send(ANN, 1, 1), decide: () => refuse('BUSY') };
  const retry = send(ANN, 1, 1);
  const result = runBatch(batch(room(), [busy, retry]));
  expect(result.outcomes.get(busy)).toEqual({ kind: 'refused', refusal: { refused: 'BUSY' } });
  expect(result.outcomes.get(retry)?.kind).toBe('stored');
});

test("[S11] a stranger's NOT_FOUND writes no lane", () => {
  const state = room();
  const input = batch(state, [send(EVE, 1, 1), send(EVE, 2, 9)]);
  const result = runBatch(input);
  const refused = { kind: 'refused', refusal: { refused: 'NOT_FOUND' } };
  expect([...result.outcomes.values()]).toEqual([refused, refused]);
  expect([result.lanes.size, input.lanes.size, result.writes.size, state.head]).toEqual([0, 0, 0, 1]);
});

test('[S11] a lane of the same name of two senders is two lanes', () => {
  const state = room();
  const result = runBatch(batch(state, [send(ANN, 1, 1), send(BOB, 2, 1), send(ANN, 3, 2), send(BOB, 4, 2)]));
  expect([...result.outcomes.values()].map((outcome) => outcome.kind)).toEqual(['stored', 'stored', 'stored', 'stored']);
  expect([...result.lanes.values()].map(({ userId, state: lane }) => [userId, lane.last])).toEqual([
    [ANN, 2],
    [BOB, 2],
  ]);
});

test('[S11] held numbers are freed by others of the batch, in the order of the lane', () => {
  const state = room();
  const [three, two, one] = [send(ANN, 3, 3), send(ANN, 2, 2), send(ANN, 1, 1)];
  const result = runBatch(batch(state, [three, two, one]));
  expect(result.writes.get(ROOM)?.events.map((event) => [event.seq, event.text])).toEqual([
    [2, 'text 1'],
    [3, 'text 2'],
    [4, 'text 3'],
  ]);
  expect(result.lanes.get(laneOf(ANN))?.state).toEqual({ last: 3, ahead: [] });
});

test('[S11] a refusal for good frees the number behind it', () => {
  const next = send(ANN, 2, 2);
  const result = runBatch(batch(room(), [next, send(ANN, 1, 1, ' ')]));
  expect(result.outcomes.get(next)?.kind).toBe('stored');
});

test('[S11] a number ahead is held: no outcome, no row', () => {
  const ahead = send(ANN, 1, 2);
  const result = runBatch(batch(room(), [ahead]));
  expect([result.outcomes.size, result.keys.length, result.lanes.size, result.writes.size]).toEqual([0, 0, 0, 0]);
});

test('[S11] at its last look a number ahead is OUT_OF_ORDER with the expected one, and may come again', () => {
  const state = room();
  const ahead = send(ANN, 6, 6);
  const lanes = () => new Map([[laneOf(ANN), { last: 4, ahead: [] }]]);
  const result = runBatch(batch(state, [ahead], { lanes: lanes(), lastLook: new Set([ahead]) }));
  expect(result.outcomes.get(ahead)).toEqual({ kind: 'refused', refusal: { refused: 'OUT_OF_ORDER', details: { expected: 5 } } });
  expect([result.keys.length, result.lanes.size, state.head]).toEqual([0, 0, 1]);
  const freed = runBatch(batch(state, [ahead, send(ANN, 5, 5)], { lanes: lanes(), lastLook: new Set([ahead]) }));
  expect(freed.outcomes.get(ahead)?.kind).toBe('stored');
});

test('[S11] a used number with a new key, and one too far ahead, are OUT_OF_ORDER at once', () => {
  const commands = [send(ANN, 1, 4), send(ANN, 2, 6), send(ANN, 3, 38)];
  const result = runBatch(batch(room(), commands, { lanes: new Map([[laneOf(ANN), { last: 4, ahead: [6] }]]) }));
  const refused = { kind: 'refused', refusal: { refused: 'OUT_OF_ORDER', details: { expected: 5 } } };
  expect(commands.map((command) => result.outcomes.get(command))).toEqual([refused, refused, refused]);
});
