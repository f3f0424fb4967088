// Reactions that are on their way: shown at once, as they will stand; taken back where the server refuses. Pure.
import type { WireEvent, WireReaction } from '../../../core/protocol/wire.ts';

export interface PendingReaction {
  readonly seq: number;
  readonly emoji: string;
  readonly on: boolean;
}

function turned(reactions: readonly WireReaction[], { emoji, on }: PendingReaction): WireReaction[] {
  const held = reactions.find((reaction) => reaction.emoji === emoji);
  if ((held?.mine ?? false) === on) return [...reactions];
  if (!held) return [...reactions, { emoji, count: 1, mine: true }];
  const next = { emoji, count: held.count + (on ? 1 : -1), mine: on };
  return reactions.flatMap((reaction) => (reaction !== held ? [reaction] : next.count > 0 ? [next] : []));
}

/** The event as it will stand; the same object where nothing of it is on its way. */
export function withPending(event: WireEvent, pending: readonly PendingReaction[]): WireEvent {
  const own = pending.filter(({ seq }) => seq === event.seq);
  return own.length === 0 ? event : { ...event, reactions: own.reduce(turned, event.reactions) };
}
