import { expect, test } from 'vitest';
import type { ConversationView } from '../../../client/react/chat/hooks.ts';
import { type ConversationId, toId, type UserId } from '../../../core/protocol/ids.ts';
import type { WireEvent } from '../../../core/protocol/wire.ts';
import { newsOf } from './talk-news.ts';

const ME = toId<UserId>('1');
const TALK = toId<ConversationId>('80');
type Talk = Pick<ConversationView, 'id' | 'kind' | 'unread' | 'muted' | 'lastMessage'>;

const talk = (more: Partial<Talk> = {}, senderId = '7', seq = 4): Talk => ({
  id: TALK,
  kind: 'SUPPORT',
  unread: 1,
  muted: false,
  lastMessage: { seq, senderId: toId<UserId>(senderId) } as WireEvent,
  ...more,
});
const calls = (one: Talk, told = 0) => newsOf([one], ME, new Map([[TALK, told]])).length === 1;

test('[desk] an answer of a visitor in my talk calls once', () => {
  expect(calls(talk())).toBe(true);
  expect(calls(talk(), 4)).toBe(false);
  expect(calls(talk({}, '7', 5), 4)).toBe(true);
});

test('[desk] my own words, notes, what is read and what is muted call nobody', () => {
  const quiet = [talk({}, ME), talk({ kind: 'NOTES' }), talk({ unread: 0 }), talk({ muted: true }), talk({ lastMessage: null })];
  expect(quiet.filter((one) => calls(one))).toEqual([]);
});
