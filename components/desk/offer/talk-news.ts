// Which talks have something new to call for: words of a visitor to me, each once. Pure.

import type { ConversationView } from '../../../client/react/chat/hooks.ts';
import type { ConversationId, UserId } from '../../../core/protocol/ids.ts';

type Talk = Pick<ConversationView, 'id' | 'kind' | 'unread' | 'muted' | 'lastMessage'>;

/** `told`: the last message of each talk that was called for, or was there at first. */
export function newsOf<T extends Talk>(talks: readonly T[], me: UserId, told: ReadonlyMap<ConversationId, number>): T[] {
  return talks.filter(({ id, kind, unread, muted, lastMessage: last }) => {
    if (kind !== 'SUPPORT' || unread === 0 || muted || !last || last.senderId === me) return false;
    return last.seq > (told.get(id) ?? 0);
  });
}
