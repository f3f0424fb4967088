import { expect, test } from 'vitest';
import type { LogItem } from '../../../client/react/chat/hooks.ts';
import type { EventKind } from '../../../core/protocol/events.ts';
import { type ConversationId, type EventId, toId, type UserId } from '../../../core/protocol/ids.ts';
import { blocksOf, daysOf, lastReadOwn } from './log-blocks.ts';

const [ANN, BEN] = [toId<UserId>('1'), toId<UserId>('2')];
const START = Date.UTC(2026, 0, 1, 23, 50);
const MINUTE = 60_000;

function event(seq: number, senderId: UserId, minutes: number, kind: EventKind = 'message'): LogItem {
  const createdAt = new Date(START + minutes * MINUTE).toISOString();
  const empty = { attachments: [], reactions: [], replyToSeq: null, targetSeq: null, data: null, editedAt: null, recalledAt: null };
  const ids = { conversationId: toId<ConversationId>('9'), id: toId<EventId>(String(100 + seq)), clientId: null };
  return { type: 'event', event: { ...empty, ...ids, seq, kind, senderId, text: `t${seq}`, createdAt, asOfSeq: seq } };
}

const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);
const far = { deliveredSeq: 0, othersReadSeq: 0, readBySeq: null };
const none = () => null;
const shape = (items: readonly LogItem[], firstUnread: number | null = null) =>
  blocksOf(items, { me: ANN, firstUnread, dayOf, find: none, ...far }).map((block) =>
    block.type === 'group' ? block.said.length : block.type,
  );

test('[look] one sender within 5 minutes is a group; another sender, a pause and a new day start one', () => {
  expect(shape([event(1, BEN, 0), event(2, BEN, 4), event(3, ANN, 5), event(4, BEN, 6), event(5, BEN, 9)])).toEqual(['day', 2, 1, 2]);
  expect(shape([event(1, BEN, 0), event(2, BEN, 6)])).toEqual(['day', 1, 1]);
  expect(shape([event(1, BEN, 9), event(2, BEN, 11)])).toEqual(['day', 1, 'day', 1]);
});

test('[look] what happened and what is not here stand between groups', () => {
  const gap: LogItem = { type: 'gap', fromSeq: 3, toSeq: 8 };
  expect(shape([event(1, BEN, 0), event(2, BEN, 0, 'join'), gap, event(9, BEN, 1)])).toEqual(['day', 1, 'system', 'gap', 1]);
});

test('[look] the line stands above the first unread, and nowhere where that is not drawn', () => {
  const items = [event(1, BEN, 0), event(2, ANN, 1), event(3, BEN, 2), event(4, BEN, 3)];
  expect(shape(items, 3)).toEqual(['day', 1, 1, 'unread', 2]);
  expect(shape(items, 4)).toEqual(['day', 1, 1, 1, 'unread', 1]);
  expect(shape(items.slice(2), 1)).toEqual(['day', 2]);
});

test('[look] each day holds what happened on it; what stands before any date has none', () => {
  const gap: LogItem = { type: 'gap', fromSeq: 1, toSeq: 2 };
  const items = [gap, event(3, BEN, 0), event(4, ANN, 1), event(5, BEN, 11)];
  const days = daysOf(blocksOf(items, { me: ANN, firstUnread: null, dayOf, find: none, ...far }));
  expect(days.map(({ key, at, blocks }) => [key, at !== null, blocks.length])).toEqual([
    ['before', false, 1],
    ['day 2026-01-01', true, 2],
    ['day 2026-01-02', true, 1],
  ]);
});

test('[receipts] who has read it stands under the last message of mine that somebody has read', () => {
  const items = [event(1, ANN, 0), event(2, BEN, 1), event(3, ANN, 2), event(4, ANN, 3)];
  expect([0, 1, 2, 3, 9].map((seq) => lastReadOwn(items, ANN, seq))).toEqual([null, 1, 1, 3, 4]);
});

test('[look] a message of mine tells how far it has come, and a message what it answers', () => {
  const answer = event(4, BEN, 2);
  const items = [event(1, ANN, 0), event(2, ANN, 0), event(3, ANN, 0), answer];
  if (answer.type === 'event') Object.assign(answer.event, { replyToSeq: 1 });
  const find = (seq: number) => {
    const item = items[seq - 1];
    return item?.type === 'event' ? item.event : null;
  };
  const blocks = blocksOf(items, { me: ANN, firstUnread: null, dayOf, find, deliveredSeq: 2, othersReadSeq: 1, readBySeq: 1 });
  const said = blocks.flatMap((block) => (block.type === 'group' ? block.said : []));
  expect(said.map((one) => (one.type === 'event' ? [one.state, one.isReadBy] : null))).toEqual([
    ['read', true],
    ['delivered', false],
    ['sent', false],
    [undefined, false],
  ]);
  expect(said.map(({ quoted }) => quoted?.seq)).toEqual([undefined, undefined, undefined, 1]);
});

test('[look] what stands aside has its place by its time, ends a group, opens its day, and what is later stands last', () => {
  const aside = (minute: number) => ({ key: `note ${minute}`, at: START + minute * MINUTE, content: null });
  const withAsides = (items: readonly LogItem[], minutes: readonly number[]) =>
    blocksOf(items, { me: ANN, firstUnread: null, dayOf, find: none, ...far, asides: minutes.map(aside) }).map((block) =>
      block.type === 'group' ? block.said.length : block.type === 'aside' ? block.key : block.type,
    );
  expect(withAsides([event(1, BEN, 0), event(2, BEN, 2)], [1])).toEqual(['day', 1, 'note 1', 1]);
  expect(withAsides([event(1, BEN, 0)], [5, 12])).toEqual(['day', 1, 'note 5', 'day', 'note 12']);
  expect(withAsides([], [1])).toEqual(['day', 'note 1']);
});
