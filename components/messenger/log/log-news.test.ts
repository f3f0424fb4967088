import { expect, test } from 'vitest';
import type { LogItem } from '../../../client/react/chat/hooks.ts';
import { type ConversationId, type EventId, toId, type UserId } from '../../../core/protocol/ids.ts';
import { newsOf } from './log-news.ts';

const ME = toId<UserId>('1');

function said(seq: number, by: string, text: string | null = `text ${seq}`): LogItem {
  const ids = { conversationId: toId<ConversationId>('9'), id: toId<EventId>(String(seq)), clientId: null };
  const rest = { attachments: [], reactions: [], replyToSeq: null, targetSeq: null, data: null, editedAt: null, recalledAt: null };
  const event = {
    ...ids,
    ...rest,
    seq,
    kind: 'message' as const,
    senderId: toId<UserId>(by),
    text,
    createdAt: '2026-01-01T00:00:00Z',
    asOfSeq: seq,
  };
  return { type: 'event', event };
}
const texts = (after: number, items: readonly LogItem[]) =>
  newsOf({ seq: after, messages: [] }, items, ME).messages.map(({ text }) => text);

test('[voice] what the others say is news, once; own messages and what was loaded above are not', () => {
  expect(texts(2, [said(1, '2'), said(2, '2'), said(3, '2')])).toEqual(['text 3']);
  expect(texts(2, [said(3, '1'), said(4, '2'), said(5, '2'), said(6, '2', null)])).toEqual(['text 4', 'text 5']);
  const first = newsOf({ seq: 2, messages: [] }, [said(3, '2')], ME);
  expect(newsOf(first, [said(1, '2'), said(3, '2')], ME)).toBe(first);
});

test('[voice] an own message is looked at and not said', () => {
  expect(newsOf({ seq: 2, messages: [] }, [said(3, '1')], ME)).toEqual({ seq: 3, messages: [] });
});

test('[voice] behind a hole nothing older is news', () => {
  expect(texts(0, [said(1, '2'), { type: 'gap', fromSeq: 2, toSeq: 5 }, said(6, '2')])).toEqual(['text 6']);
});
