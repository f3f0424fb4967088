// What the page around is told of the talks: the count of what is unread, and each answer that comes.

import type { Chat } from '../../client/engine/chat.ts';
import type { ConversationId } from '../../core/protocol/ids.ts';
import type { FromFrame } from '../protocol.ts';

export interface News {
  tell(message: FromFrame): void;
  /** An answer has come that nobody has seen yet. */
  came(): void;
  /** Something has happened in a talk: its ticket may be another than before. */
  moved(id: ConversationId): void;
}

/** Messages of all talks that nobody has read. */
export const unreadOf = (chat: Chat): number => chat.talks().reduce((sum, { unread }) => sum + unread, 0);

/** Runs until it is called off. */
export function tellNews(chat: Chat, { tell, came, moved }: News): () => void {
  const last = new Map<ConversationId, number>();
  const heads = new Map<ConversationId, number>();
  let count = -1;
  let known = false;
  return chat.subscribe(() => {
    if (!chat.conversations()) return;
    const rows = chat.talks();
    const now = unreadOf(chat);
    if (now !== count) {
      count = now;
      tell({ kind: 'unread', count });
    }
    for (const { id, head, lastMessage, unread } of rows) {
      if (known && head > (heads.get(id) ?? 0)) moved(id);
      heads.set(id, head);
      if (!lastMessage || lastMessage.seq <= (last.get(id) ?? 0)) continue;
      last.set(id, lastMessage.seq);
      // What the first list brings is no news.
      if (!known || unread === 0 || lastMessage.senderId === chat.me.id || lastMessage.text === null) continue;
      const from = lastMessage.senderId === null ? null : (chat.user(lastMessage.senderId)?.name ?? null);
      tell({ kind: 'message', message: { text: lastMessage.text, from } });
      came();
    }
    known = true;
  });
}
