// A send: what does not validate goes the same way as what does, as far as its key can be read, because it too uses up its
// clientSeq and is answered the same at every retry (S11, S15).
import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { decidePost, decideSend } from '../../../core/conversation/decide-message.ts';
import type { ConversationState, Plan } from '../../../core/conversation/state.ts';
import { toAppError } from '../../../core/protocol/app-error.ts';
import { sendInput, sendKeyInput } from '../../../core/protocol/commands.ts';
import { type Refusal, refuse } from '../../../core/protocol/errors.ts';
import type { WireSendResult } from '../../../core/protocol/wire.ts';
import { keyedOf } from '../../../core/timeline/batch.ts';
import type { Command, Outcome } from '../../../core/timeline/command.ts';
import type { Actor } from '../../platform/actor.ts';
import { asAppError } from '../../platform/app-error.ts';
import type { Timeline } from '../timeline/index.ts';

export async function sendMessage(timeline: Timeline, actor: Actor, raw: unknown): Promise<WireSendResult> {
  const command = commandOf(actor, raw);
  return presentOutcome(command, await timeline.submit(command));
}

/** BAD_INPUT where not even the key can be read: nothing is used up then. */
function commandOf(actor: Actor, raw: unknown): Command {
  const parsed = sendInput.safeParse(raw);
  const key = parsed.success ? parsed.data : readKey(raw);
  return {
    conversationId: key.conversationId,
    actorId: actor.userId,
    key: { senderId: actor.userId, clientId: key.clientId, hash: payloadHash(raw) },
    ...(key.clientSeq === null ? {} : { lane: { id: key.lane ?? `session ${actor.terminalId}`, clientSeq: key.clientSeq } }),
    ...(parsed.success && parsed.data.replyToSeq !== null ? { targets: [parsed.data.replyToSeq] } : {}),
    ...(parsed.success && parsed.data.mentionUserIds !== null ? { people: parsed.data.mentionUserIds } : {}),
    decide: parsed.success ? decideParsed(actor, parsed.data) : decideInvalid(actor, parsed.error),
  };
}

function readKey(raw: unknown): z.output<typeof sendKeyInput> {
  const read = sendKeyInput.safeParse(raw);
  if (!read.success) throw asAppError(read.error) ?? read.error;
  return read.data;
}

function decideParsed({ userId }: Actor, input: z.output<typeof sendInput>): Command['decide'] {
  const draft = {
    ...input,
    attachmentIds: input.attachmentIds ?? [],
    mentionUserIds: input.mentionUserIds ?? [],
    mentionAll: input.mentionAll ?? false,
  };
  return (state) => decideSend(state, userId, draft);
}

function decideInvalid({ userId }: Actor, error: z.ZodError): Command['decide'] {
  const details = asAppError(error)?.details;
  return (state: ConversationState): Plan | Refusal => decidePost(state, userId) ?? refuse('BAD_INPUT', details);
}

/** The first 16 bytes of the SHA-256 of what a key stands for; the same for an absent field and its default. */
function payloadHash(raw: unknown): string {
  const field = (name: string): unknown => (typeof raw === 'object' && raw !== null ? Reflect.get(raw, name) : null) ?? null;
  const payload = [
    field('conversationId'),
    field('text'),
    field('attachmentIds') ?? [],
    field('replyToSeq'),
    field('mentionUserIds') ?? [],
    field('mentionAll') ?? false,
  ];
  return createHash('sha256').update(JSON.stringify(payload)).digest('hex').slice(0, 32);
}

function presentOutcome(command: Command, outcome: Outcome): WireSendResult {
  if (outcome.kind === 'refused') throw toAppError(outcome.refusal);
  const place = outcome.kind === 'known' ? outcome : outcome.kind === 'stored' ? keyedOf(command, outcome.events) : undefined;
  if (!place) throw new Error('a send was answered without a place in the log');
  return { id: place.id, seq: place.seq, createdAt: new Date(place.createdAt).toISOString(), duplicate: outcome.kind === 'known' };
}
