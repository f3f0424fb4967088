// What comes over the wire, parsed as strictly as the contract says it: an answer of another shape ends the drill.
import { z } from 'zod';
import type { Held } from './record.ts';

const seq = z.int().min(0);
const event = z.object({
  conversationId: z.string(),
  seq,
  id: z.string(),
  kind: z.string(),
  senderId: z.string().nullable(),
  clientId: z.string().nullable(),
  text: z.string().nullable(),
  targetSeq: seq.nullable(),
  replyToSeq: seq.nullable(),
  data: z.record(z.string(), z.unknown()).nullable(),
  recalledAt: z.string().nullable(),
  asOfSeq: seq,
  reactions: z.array(z.object({ emoji: z.string(), count: z.int().min(1) })),
});
export type Event = z.output<typeof event>;

const entry = z.object({
  pos: z.int().min(1),
  kind: z.string(),
  conversationId: z.string().nullable(),
  fromSeq: seq.nullable(),
  toSeq: seq.nullable(),
  data: z.object({ readSeq: seq.optional(), fanOut: z.enum(['READ', 'WRITE']).optional() }).nullable(),
  events: z.array(event),
});
export type Entry = z.output<typeof entry>;

export const frame = z.object({
  timeline: z.object({
    head: seq.nullish(),
    entries: z.array(entry).nullish(),
    hint: z.object({ conversationId: z.string(), head: seq }).nullish(),
    reset: z.object({ reason: z.string() }).nullish(),
    signal: z.looseObject({ type: z.string() }).nullish(),
  }),
});

export const presence = z.looseObject({ type: z.literal('presence'), userId: z.string(), online: z.boolean() });

export const pulled = z.object({
  pull: z.discriminatedUnion('__typename', [
    z.object({ __typename: z.literal('PullPage'), entries: z.array(entry), cursor: z.string(), head: seq, more: z.boolean() }),
    z.object({ __typename: z.literal('Reset'), reason: z.string() }),
  ]),
});

export const snapshot = z.object({
  snapshot: z.object({
    cursor: z.string(),
    conversations: z.array(z.object({ id: z.string(), head: seq, readSeq: seq, unread: z.int() })),
  }),
});
export const unread = z.object({
  unread: z.object({ total: z.int(), conversations: z.array(z.object({ id: z.string(), unread: z.int() })) }),
});
export const events = z.object({ events: z.object({ events: z.array(event), head: seq, hasAfter: z.boolean() }) });
export const sent = z.object({ send: z.object({ id: z.string(), seq, duplicate: z.boolean() }) });
export const made = z.object({ id: z.string() });

export function heldOf(event: Event): Held {
  const { seq, id, kind, senderId, clientId, text, targetSeq, data, asOfSeq, recalledAt, reactions } = event;
  const counts = Object.fromEntries(reactions.map(({ emoji, count }) => [emoji, count]));
  return {
    seq,
    id,
    kind,
    senderId,
    clientId,
    text: kind === 'message' ? text : null,
    recalled: recalledAt !== null,
    targetSeq,
    asOfSeq,
    reactions: counts,
    ...(targetSeq === null ? {} : { effect: { seq, kind, text, data } }),
  };
}
