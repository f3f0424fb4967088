// What the page around is told of the talks: the count of what is unread, and each answer that comes.
import type { ConversationId } from '../../core/protocol/ids.ts';
import type { Chat } from '../../client/engine/chat.ts';
import type { FromFrame } from '../protocol.ts';

/** Runs until it is called off. `came`: an answer that nobody has seen yet. */
export function tellNews(chat: Chat, tell: (message: FromFrame) => void, came: () => void): () => void {
  const last = new Map<ConversationId, number>();
  let count = -1;
  let known = false;
  return chat.subscribe(() => {
    const rows = chat.conversations();
    if (!rows) return;
    const { messages } = chat.counts();
    if (messages !== count) {
      count = messages;
      tell({ kind: 'unread', count });
    }
    for (const { id, lastMessage, unread } of rows) {
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
