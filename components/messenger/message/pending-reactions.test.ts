import { expect, test } from 'vitest';
import { type ConversationId, type EventId, toId, type UserId } from '../../../core/protocol/ids.ts';
import type { WireEvent, WireReaction } from '../../../core/protocol/wire.ts';
import { type PendingReaction, withPending } from './pending-reactions.ts';

const EMPTY = { attachments: [], replyToSeq: null, targetSeq: null, data: null, editedAt: null, recalledAt: null, clientId: null };

function event(reactions: WireReaction[]): WireEvent {
  const ids = { conversationId: toId<ConversationId>('9'), id: toId<EventId>('7'), senderId: toId<UserId>('1') };
  return { ...EMPTY, ...ids, seq: 4, kind: 'message', text: 'hi', createdAt: '2026-01-01T00:00:00.000Z', asOfSeq: 4, reactions };
}

const after = (reactions: WireReaction[], ...pending: PendingReaction[]) => withPending(event(reactions), pending).reactions;
const on = (emoji: string): PendingReaction => ({ seq: 4, emoji, on: true });
const off = (emoji: string): PendingReaction => ({ seq: 4, emoji, on: false });

test('[reactions] one of mine shows at once: as a new one, or among others', () => {
  expect(after([], on('👍'))).toEqual([{ emoji: '👍', count: 1, mine: true }]);
  expect(after([{ emoji: '👍', count: 2, mine: false }], on('👍'))).toEqual([{ emoji: '👍', count: 3, mine: true }]);
});

test('[reactions] one that I take back goes at once, with its emoji where it was the last', () => {
  const held = [
    { emoji: '👍', count: 2, mine: true },
    { emoji: '🎉', count: 1, mine: true },
  ];
  expect(after(held, off('👍'), off('🎉'))).toEqual([{ emoji: '👍', count: 1, mine: false }]);
});

test('[reactions] what the log shows already counts once, and other messages stay the same objects', () => {
  expect(after([{ emoji: '👍', count: 3, mine: true }], on('👍'))).toEqual([{ emoji: '👍', count: 3, mine: true }]);
  const other = event([]);
  expect(withPending(other, [{ seq: 5, emoji: '👍', on: true }])).toBe(other);
});
