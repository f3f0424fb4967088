'use client';
// Who somebody is, and the way to talk to them.

import { MessageCircle } from 'lucide-react';
import { useChat, useMe, usePresence } from '../../../client/react/chat/hooks.ts';
import { handleText } from '../../../client/react/i18n/handle-text.ts';
import { useFormat, useT } from '../../../client/react/i18n/provider.tsx';
import type { ConversationId } from '../../../core/protocol/ids.ts';
import type { WireUser } from '../../../core/protocol/wire.ts';
import { RefusedNotice } from '../../settings/refused-notice.tsx';
import { useCall } from '../../settings/use-call.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { Tag } from '../../ui/tag.tsx';
import { useNow } from '../use-now.ts';

interface Props {
  readonly person: WireUser;
  /** Where one does not talk to them already. */
  readonly onOpen?: (id: ConversationId) => void;
}

export function PersonDetails({ person, onOpen }: Props) {
  const t = useT();
  const me = useMe();
  const { openDirect } = useChat();
  const call = useCall();
  const isMe = person.id === me.id;
  return (
    <div className="flex flex-col items-center gap-1 p-6 text-center">
      <Avatar id={person.id} name={person.name} url={person.avatarUrl} size={72} />
      <h3 className="mt-2 max-w-full text-17 font-strong break-words">{person.name}</h3>
      <p className="text-13 text-text-2">{handleText(t, person.handle)}</p>
      {person.kind === 'BOT' ? <Tag>{t('people.bot')}</Tag> : null}
      <p className="text-12 text-text-3">{isMe ? t('people.yourself') : <Seen person={person} />}</p>
      {onOpen && !isMe ? (
        <div className="mt-3 grid w-full gap-3">
          <RefusedNotice text={call.refused} />
          <Button icon={MessageCircle} busy={call.busy} wide onClick={() => void call.run(async () => onOpen(await openDirect(person.id)))}>
            {t('people.message')}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

function Seen({ person }: { readonly person: WireUser }) {
  const t = useT();
  const format = useFormat();
  const now = useNow();
  const presence = usePresence(person.id);
  if (presence?.online) return t('common.online');
  return presence?.lastSeen ? t('common.lastSeen', { when: format.relative(Date.parse(presence.lastSeen), now) }) : t('common.offline');
}
