// An event on the wire, for tests that need one and care for a few of its fields.
import { toId } from '../../core/protocol/ids.ts';
import type { WireEvent } from '../../core/protocol/wire.ts';

/** A message of nobody without a text, but for what is given. */
export function wireEvent(more: Partial<WireEvent> & Pick<WireEvent, 'seq'>): WireEvent {
  return {
    conversationId: toId('7'),
    id: toId(String(more.seq)),
    kind: 'message',
    senderId: null,
    clientId: null,
    text: '',
    attachments: [],
    reactions: [],
    replyToSeq: null,
    targetSeq: null,
    data: null,
    createdAt: '',
    editedAt: null,
    recalledAt: null,
    asOfSeq: more.seq,
    ...more,
  };
}
