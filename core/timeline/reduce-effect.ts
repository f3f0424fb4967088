// What an edit, a recall or a reaction does to the message it names. Content carries `asOfSeq`, up to where effects are
// contained: those at or below it are skipped, so that nothing is applied twice (S9). Pure.
import { EVENTS } from '../protocol/events.ts';
import type { UserId } from '../protocol/ids.ts';
import type { WireEvent, WireReaction } from '../protocol/wire.ts';

export const isEffect = (event: WireEvent): boolean => EVENTS[event.kind]?.effect ?? false;

/** Of two readings of one event, the one that contains more; the later one where they contain the same. */
export function newerOf(held: WireEvent, read: WireEvent): WireEvent {
  return read.asOfSeq >= held.asOfSeq ? read : held;
}

/**
 * The target with the effect in it; the same object when it contains it already, or is another event. An edit without text
 * changes nothing: its target is recalled (a recall follows), or belongs to a stay that ended before it.
 */
export function applyEffect(target: WireEvent, effect: WireEvent, me: UserId): WireEvent {
  if (effect.targetSeq !== target.seq || effect.seq <= target.asOfSeq) return target;
  const asOfSeq = effect.seq;
  switch (effect.kind) {
    case 'edit':
      return effect.text === null || target.recalledAt !== null
        ? target
        : { ...target, asOfSeq, text: effect.text, editedAt: effect.createdAt };
    case 'recall':
      return { ...target, asOfSeq, text: null, attachments: [], editedAt: null, recalledAt: effect.createdAt };
    case 'reaction':
      return { ...target, asOfSeq, reactions: foldReaction(target.reactions, effect, effect.senderId === me) };
    default:
      return target;
  }
}

/** Each reaction event changes its emoji's count by one: the server appends none that changes nothing. */
function foldReaction(reactions: WireReaction[], effect: WireEvent, byMe: boolean): WireReaction[] {
  const emoji = effect.data?.emoji;
  if (typeof emoji !== 'string') return reactions;
  const on = effect.data?.on === true;
  const held = reactions.find((reaction) => reaction.emoji === emoji);
  if (!held) return on ? [...reactions, { emoji, count: 1, mine: byMe }] : reactions;
  const next = { emoji, count: held.count + (on ? 1 : -1), mine: byMe ? on : held.mine };
  return next.count > 0
    ? reactions.map((reaction) => (reaction === held ? next : reaction))
    : reactions.filter((reaction) => reaction !== held);
}
