// What a row of a ticket says below its name, by rank as in the messenger: not sent, typing, draft, mention, last word. Pure.

import type { ConversationView } from '../../../client/react/chat/hooks.ts';
import type { UserId } from '../../../core/protocol/ids.ts';

type Side = Pick<ConversationView, 'failed' | 'queued' | 'draft' | 'typing' | 'mentions'>;

export type TicketLine =
  | { readonly kind: 'failed' | 'queued'; readonly count: number }
  /** The visitor: colleagues are told of at the ticket itself. */
  | { readonly kind: 'typing' }
  | { readonly kind: 'draft'; readonly text: string }
  | { readonly kind: 'mention' }
  | { readonly kind: 'last' };

export interface LineFacts {
  readonly visitorId: UserId;
  /** Null: it is not here. */
  readonly talk: Side | null;
  readonly notes: Side | null;
  /** It is open beside the list: what is written there stands there. */
  readonly selected: boolean;
}

export function lineOf({ visitorId, talk, notes, selected }: LineFacts): TicketLine {
  const sides = [talk, notes].filter((side) => side !== null);
  const sum = (part: 'failed' | 'queued') => sides.reduce((count, side) => count + side[part], 0);
  if (sum('failed') > 0) return { kind: 'failed', count: sum('failed') };
  if (talk?.typing.includes(visitorId)) return { kind: 'typing' };
  const draft = selected ? undefined : sides.find((side) => side.draft.trim() !== '')?.draft;
  if (draft !== undefined) return { kind: 'draft', text: draft };
  if ((notes?.mentions ?? 0) > 0) return { kind: 'mention' };
  return sum('queued') > 0 ? { kind: 'queued', count: sum('queued') } : { kind: 'last' };
}
