import { expect, test } from 'vitest';
import type { LogItem } from '../../../client/react/chat/hooks.ts';
import { type ConversationId, type EventId, toId, type UserId } from '../../../core/protocol/ids.ts';
import type { WireEvent } from '../../../core/protocol/wire.ts';
import { keepDays } from './kept-days.ts';
import { blocksOf, type Day, daysOf } from './log-blocks.ts';

const [ANN, BEN] = [toId<UserId>('1'), toId<UserId>('2')];
const START = Date.UTC(2026, 0, 1, 12);

const known = new Map<number, WireEvent>();
function eventOf(seq: number, senderId: UserId): WireEvent {
  const held = known.get(seq);
  if (held) return held;
  const empty = { attachments: [], reactions: [], replyToSeq: null, targetSeq: null, data: null, editedAt: null, recalledAt: null };
  const ids = { conversationId: toId<ConversationId>('9'), id: toId<EventId>(String(100 + seq)), clientId: null };
  const createdAt = new Date(START + seq * 1_000).toISOString();
  const event: WireEvent = { ...empty, ...ids, seq, kind: 'message', senderId, text: `t${seq}`, createdAt, asOfSeq: seq };
  known.set(seq, event);
  return event;
}

/** Seqs from..to; every tenth starts a group of the other one. */
function items(from: number, to: number): LogItem[] {
  return Array.from({ length: to - from + 1 }, (_, at) => {
    const seq = from + at;
    return { type: 'event', event: eventOf(seq, Math.floor(seq / 10) % 2 === 0 ? ANN : BEN) };
  });
}

function draw(list: readonly LogItem[], othersReadSeq = 0): Day[] {
  const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);
  return daysOf(blocksOf(list, { me: ANN, firstUnread: null, dayOf, find: () => null, deliveredSeq: 0, othersReadSeq, readBySeq: null }));
}

const groups = (days: readonly Day[]) => days.flatMap(({ blocks }) => blocks);

test('[look] the same log again is the same objects', () => {
  const before = draw(items(1, 40));
  const after = keepDays(before, draw(items(1, 40)));
  expect(after[0]).toBe(before[0]);
});

test('[look] a message at the end draws its group, and in it only itself', () => {
  const before = draw(items(1, 44));
  const after = keepDays(before, draw(items(1, 45)));
  const [old, now] = [groups(before), groups(after)];
  expect(now.slice(0, -1).every((block, at) => block === old[at])).toBe(true);
  const [was, is] = [old.at(-1), now.at(-1)];
  expect(is?.key).toBe(was?.key);
  expect(is?.type === 'group' && was?.type === 'group' && was.said.every((said, at) => said === is.said[at])).toBe(true);
});

test('[look] a group keeps its key whether its beginning comes in or is taken away', () => {
  const middle = draw(items(25, 40));
  const longer = keepDays(middle, draw(items(21, 40)));
  expect(groups(longer).at(-1)?.key).toBe(groups(middle).at(-1)?.key);
  expect(groups(longer)[0]?.key).toBe(groups(middle)[0]?.key);
  const shorter = keepDays(longer, draw(items(28, 40)));
  expect(groups(shorter)[0]?.key).toBe(groups(middle)[0]?.key);
});

test('[look] a group that is parted gives its key to one of the parts', () => {
  const before = draw(items(21, 29));
  const parted = keepDays(
    before,
    draw(
      items(21, 29)
        .filter((_, at) => at !== 4)
        .toSpliced(4, 0, { type: 'gap', fromSeq: 25, toSeq: 25 }),
    ),
  );
  const keys = groups(parted).map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
});

test('[look] what others have read draws the messages it changes', () => {
  const before = draw(items(21, 29));
  const after = keepDays(before, draw(items(21, 29), 24));
  const said = (days: readonly Day[]) => groups(days).flatMap((block) => (block.type === 'group' ? block.said : []));
  expect(said(after).map((one, at) => one === said(before)[at])).toEqual([false, false, false, false, true, true, true, true, true]);
});
