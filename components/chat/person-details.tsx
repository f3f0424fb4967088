'use client';
// Who the other one of a direct conversation is.

import { usePresence } from '../../client/react/chat/hooks.ts';
import { useFormat, useT } from '../../client/react/i18n/provider.tsx';
import type { WireUser } from '../../core/protocol/wire.ts';
import { Avatar } from '../ui/avatar.tsx';
import { useNow } from './use-now.ts';

export function PersonDetails({ person }: { readonly person: WireUser }) {
  const t = useT();
  const format = useFormat();
  const now = useNow();
  const presence = usePresence(person.id);
  const seen = presence?.lastSeen
    ? t('common.lastSeen', { when: format.relative(Date.parse(presence.lastSeen), now) })
    : t('common.offline');
  return (
    <div className="flex flex-col items-center gap-1 p-6 text-center">
      <Avatar id={person.id} name={person.name} url={person.avatarUrl} size={72} />
      <h3 className="mt-2 text-17 font-strong break-words">{person.name}</h3>
      <p className="text-13 text-text-2">{t('people.handle', { handle: person.handle })}</p>
      <p className="text-12 text-text-3">{presence?.online ? t('common.online') : seen}</p>
    </div>
  );
}
