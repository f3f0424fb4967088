// What has come to a log since something was last said of it: the others' messages that stand. Pure.
import type { LogItem } from '../../../client/react/chat/hooks.ts';
import type { UserId } from '../../../core/protocol/ids.ts';
import type { WireEvent } from '../../../core/protocol/wire.ts';

export interface News {
  /** The highest seq that was looked at. */
  readonly seq: number;
  readonly messages: readonly WireEvent[];
}

/** The same object while nothing has come. Scrolling and loading put in older ones, which nobody should hear. */
export function newsOf(before: News, items: readonly LogItem[], me: UserId): News {
  const later: WireEvent[] = [];
  for (let at = items.length - 1; at >= 0; at -= 1) {
    const item = items[at];
    if (item?.type === 'unsent') continue;
    if (item?.type !== 'event' || item.event.seq <= before.seq) break;
    later.unshift(item.event);
  }
  const seq = later.at(-1)?.seq;
  if (seq === undefined) return before;
  return { seq, messages: later.filter((event) => event.kind === 'message' && event.text !== null && event.senderId !== me) };
}
