// Which conversation comes next from the open one, up or down the list.
import type { ConversationView } from '../../../client/react/chat/hooks.ts';
import type { ConversationId } from '../../../core/protocol/ids.ts';

/** Null: there is none. Conversations stop at the ends of the list; unread ones go around. Without an open one: the first. */
export function stepFrom(
  rows: readonly Pick<ConversationView, 'id' | 'unread'>[],
  selected: ConversationId | null,
  step: 1 | -1,
  isUnread: boolean,
): ConversationId | null {
  const at = rows.findIndex((row) => row.id === selected);
  const from = at < 0 && step < 0 ? rows.length : at;
  if (!isUnread) return rows[from + step]?.id ?? null;
  const around = rows.map((_, index) => rows[(((from + step * (index + 1)) % rows.length) + rows.length) % rows.length]);
  return around.find((row) => row && row.id !== selected && row.unread > 0)?.id ?? null;
}
