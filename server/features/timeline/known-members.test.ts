import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { emptyState, FAN_OUT_RULE } from '../../../core/conversation/state.ts';
import { type ConversationId, toId, type UserId } from '../../../core/protocol/ids.ts';
import { KnownMembers } from './known-members.ts';

const ROOMS = [1, 2, 3].map((n) => toId<ConversationId>(String(n)));

function stateOf(id: ConversationId, count: number, version = 1, fanOut: 'WRITE' | 'READ' = 'WRITE') {
  const state = emptyState(id, 'GROUP', fanOut, null, {}, FAN_OUT_RULE, 0);
  state.memberVersion = version;
  for (let n = 0; n < count; n++) {
    const userId = toId<UserId>(String(10 + n));
    state.members.set(userId, { userId, role: 'MEMBER', joinedSeq: 1, fromSeq: 1 });
  }
  return state;
}

test('it holds so many rows: the conversations that were learned first go', () => {
  const known = new KnownMembers(new EventEmitter() as never, 5);
  for (const id of ROOMS) known.learn([stateOf(id, 2)], known.generation);
  expect(ROOMS.map((id) => known.of(id)?.members.length)).toEqual([undefined, 2, 2]);
  known.learn([stateOf(ROOMS[0]!, 6)], known.generation);
  expect(ROOMS.map((id) => known.of(id)?.members.length)).toEqual([undefined, undefined, undefined]);
});

test('another version takes the place of the one before, and read fan-out is not kept', () => {
  const known = new KnownMembers(new EventEmitter() as never);
  const [id] = ROOMS as [ConversationId];
  known.learn([stateOf(id, 2)], known.generation);
  known.learn([stateOf(id, 3, 2)], known.generation);
  expect(known.of(id)).toMatchObject({ version: 2, members: { length: 3 } });
  known.learn([stateOf(id, 3, 2, 'READ')], known.generation);
  expect(known.of(id)).toBeUndefined();
});
