// An event of the model server as a reader sees it now: content by folding the log, up to the end of the stay that grants
// it. Written another way than the product's own reducer on purpose.
import type { NumberedEvent } from '../../core/conversation/state.ts';
import type { ConversationId, UserId } from '../../core/protocol/ids.ts';
import type { WireEvent, WireReaction } from '../../core/protocol/wire.ts';
import type { Stay } from '../../core/timeline/view.ts';
import { grantsTarget } from './grants.ts';

const iso = (ms: number): string => new Date(ms).toISOString();

function reactionsOf(effects: readonly NumberedEvent[], reader: UserId): WireReaction[] {
  const users = new Map<string, Set<UserId | null>>();
  for (const { kind, senderId, data } of effects) {
    if (kind !== 'reaction') continue;
    const emoji = String(data?.emoji);
    const of = users.get(emoji) ?? new Set();
    if (data?.on === true) of.add(senderId);
    else of.delete(senderId);
    users.set(emoji, of);
  }
  return [...users].flatMap(([emoji, of]) => (of.size > 0 ? [{ emoji, count: of.size, mine: of.has(reader) }] : []));
}

function contentOf(log: readonly NumberedEvent[], seq: number, stay: Stay, reader: UserId) {
  const all = log.filter((event) => event.targetSeq === seq);
  const seen = all.filter((event) => stay.toSeq === null || event.seq <= stay.toSeq);
  const edit = seen.findLast((event) => event.kind === 'edit');
  const recall = all.find((event) => event.kind === 'recall');
  return {
    text: recall ? null : ((edit ?? log[seq - 1])?.text ?? null),
    editedAt: edit && !recall ? iso(edit.createdAt) : null,
    recalledAt: recall ? iso(recall.createdAt) : null,
    reactions: reactionsOf(seen, reader),
    asOfSeq: seen.at(-1)?.seq ?? seq,
  };
}

export interface Reading {
  readonly conversationId: ConversationId;
  readonly log: readonly NumberedEvent[];
  readonly reader: UserId;
  readonly stay: Stay;
}

export function presentEvent({ conversationId, log, reader, stay }: Reading, event: NumberedEvent): WireEvent {
  const targetSeq = event.targetSeq ?? null;
  const seen = targetSeq === null || grantsTarget(stay, targetSeq);
  const plain = { editedAt: null, recalledAt: null, reactions: [], asOfSeq: event.seq, text: event.text ?? null };
  const editText = event.kind === 'edit' && seen && targetSeq !== null ? contentOf(log, targetSeq, stay, reader).text : null;
  const content = event.kind === 'message' ? contentOf(log, event.seq, stay, reader) : plain;
  return {
    conversationId,
    seq: event.seq,
    id: event.id,
    kind: event.kind,
    senderId: event.senderId,
    clientId: event.clientId ?? null,
    attachments: [],
    replyToSeq: event.replyToSeq ?? null,
    targetSeq,
    data: seen ? (event.data ?? (event.kind === 'message' ? { mentions: [], mentionsAll: false } : null)) : {},
    createdAt: iso(event.createdAt),
    ...content,
    text: targetSeq === null ? content.text : editText,
  };
}
