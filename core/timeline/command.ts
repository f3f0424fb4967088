// What the one write transaction is asked to do, and what it answers. Features make commands; nothing else writes logs.
import type { ConversationState, NumberedEvent, Plan } from '../conversation/state.ts';
import { isErrorCode, type Refusal, refuse } from '../protocol/errors.ts';
import type { ConversationKind, FanOut } from '../protocol/events.ts';
import type { ClientId, ConversationId, EventId, UserId } from '../protocol/ids.ts';
import type { EventData } from '../protocol/wire.ts';

export interface Command {
  readonly conversationId: ConversationId;
  /** Null: the system (an import). */
  readonly actorId: UserId | null;
  /** Makes the conversation in the same transaction; a direct one by its pair, lo < hi. */
  readonly create?: {
    readonly kind: ConversationKind;
    readonly fanOut: FanOut;
    readonly title: string | null;
    readonly settings: EventData;
    readonly pair: readonly [UserId, UserId] | null;
  };
  /** Idempotency; hash: 32 hex digits of the payload's SHA-256. */
  readonly key?: { readonly senderId: UserId; readonly clientId: ClientId; readonly hash: string };
  /** Order of a device; clientSeq from 1. */
  readonly lane?: { readonly id: string; readonly clientSeq: number };
  /** Rows of the log that the decision looks at. */
  readonly targets?: readonly number[];
  /** Members beside the actor whom the decision looks at: those it names. */
  readonly people?: readonly UserId[];
  /** It may end a stay or take a role: whoever could follow as an owner is looked at too. */
  readonly leaves?: boolean;
  /** The reaction it asks about. */
  readonly reaction?: { readonly seq: number; readonly emoji: string };
  readonly decide: (state: ConversationState, now: number) => Plan | Refusal;
}

export type Outcome =
  | { readonly kind: 'stored'; readonly events: readonly NumberedEvent[] }
  /** The direct conversation of the pair stood already. */
  | { readonly kind: 'existing'; readonly conversationId: ConversationId }
  | { readonly kind: 'known'; readonly seq: number; readonly id: EventId; readonly createdAt: number }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** What a key was answered. `seq` null: refused for good. */
export interface KnownKey {
  readonly hash: string;
  readonly seq: number | null;
  readonly id: EventId | null;
  readonly createdAt: number;
  /** `storeRefusal` */
  readonly refused: string | null;
}

export interface LaneState {
  last: number;
  /** Used up above `last + 1`, at most 32. */
  ahead: number[];
}

export const keyOf = (senderId: UserId, clientId: ClientId): string => `${senderId} ${clientId}`;
export const laneKeyOf = (userId: UserId, lane: string, conversationId: ConversationId): string => `${userId} ${conversationId} ${lane}`;

/** A permanent refusal as its key keeps it, so that a retry hears the same: the code, the field, the reason. */
export function storeRefusal({ refused, details }: Refusal): string {
  return [refused, details?.field ?? '', details?.reason ?? ''].join('\t').trimEnd();
}

export function readRefusal(stored: string | null): Refusal {
  const [code, field, reason] = (stored ?? '').split('\t');
  if (!isErrorCode(code)) return refuse('INTERNAL');
  if (!field && !reason) return refuse(code);
  return refuse(code, { ...(field ? { field } : {}), ...(reason ? { reason } : {}) });
}
