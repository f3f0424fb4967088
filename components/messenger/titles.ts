// What a conversation is called, and how the people in it are named.

import type { ConversationView } from '../../client/react/chat/hooks.ts';
import { useUser } from '../../client/react/chat/hooks.ts';
import { useT } from '../../client/react/i18n/provider.tsx';
import type { UserId } from '../../core/protocol/ids.ts';

/** A group's title, the other one's name in a direct conversation; empty while it is not known. */
export function titleOf(conversation: Pick<ConversationView, 'title' | 'peer'> | null): string {
  return conversation?.title ?? conversation?.peer?.name ?? '';
}

/** A person's name; a dash while it is on its way. */
export function useName(id: UserId | null): string {
  const t = useT();
  const user = useUser(id);
  return user?.name ?? t('common.someone');
}
