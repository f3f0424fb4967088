// What a conversation is called, and how the people in it are named.

import type { ConversationView } from '../../client/react/chat/hooks.ts';
import { usePresence, useUser } from '../../client/react/chat/hooks.ts';
import { handleText } from '../../client/react/i18n/handle-text.ts';
import { useFormat, useT } from '../../client/react/i18n/provider.tsx';
import type { UserId } from '../../core/protocol/ids.ts';
import type { WireUser } from '../../core/protocol/wire.ts';
import { useNow } from './use-now.ts';

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

/** Whether somebody is here, else when they were last; their handle where neither is known. */
export function useSeen(person: WireUser): string {
  const t = useT();
  const format = useFormat();
  const now = useNow();
  const presence = usePresence(person.id);
  if (presence?.online) return t('common.online');
  if (presence?.lastSeen) return t('common.lastSeen', { when: format.relative(Date.parse(presence.lastSeen), now) });
  return handleText(t, person.handle);
}
