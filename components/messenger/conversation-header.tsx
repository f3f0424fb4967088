'use client';
// Who a conversation is with: name and presence of the other one, or the group and its number of members.

import { PanelRight } from 'lucide-react';
import { type ConversationView, calls, useCounts, usePresence } from '../../client/react/chat/hooks.ts';
import { handleText } from '../../client/react/i18n/handle-text.ts';
import { useFormat, useT } from '../../client/react/i18n/provider.tsx';
import { Avatar } from '../ui/avatar.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { PaneHeader } from '../ui/pane-header.tsx';
import { titleOf } from './titles.ts';
import { useTypingText } from './typing-line.tsx';
import { useNow } from './use-now.ts';

interface Props {
  readonly conversation: ConversationView;
  readonly onBack: () => void;
  readonly panel: boolean;
  readonly onPanel: () => void;
}

export function Header({ conversation, onBack, panel, onPanel }: Props) {
  const t = useT();
  const { peer, kind, memberCount, typing } = conversation;
  const title = titleOf(conversation);
  const presence = usePresenceText(conversation);
  const online = usePresence(peer?.id ?? null)?.online;
  const others = useCounts().calling - (calls(conversation) ? 1 : 0);
  return (
    <PaneHeader
      title={title}
      subtitle={<Subtitle text={kind === 'DIRECT' ? presence : t('conversation.members', { count: memberCount })} typing={typing} />}
      leading={
        <Avatar
          id={peer?.id ?? conversation.id}
          name={title}
          url={peer?.avatarUrl ?? null}
          group={kind !== 'DIRECT'}
          size={36}
          {...(peer ? { presence: online ? ('online' as const) : ('offline' as const) } : {})}
        />
      }
      onOpen={onPanel}
      openLabel={t('conversation.about', { name: title })}
      onBack={onBack}
      backCount={others}
      actions={
        <IconButton
          icon={PanelRight}
          label={panel ? t('conversation.closeDetails') : t('conversation.openDetails')}
          on={panel}
          onClick={onPanel}
        />
      }
    />
  );
}

function Subtitle({ text, typing }: { readonly text: string; readonly typing: ConversationView['typing'] }) {
  const typists = useTypingText(typing);
  if (typists === '') return text;
  return (
    <>
      <span className="max-md:hidden">{text}</span>
      <span className="text-accent-text md:hidden">{typists}</span>
    </>
  );
}

function usePresenceText({ peer }: ConversationView): string {
  const t = useT();
  const format = useFormat();
  const now = useNow();
  const presence = usePresence(peer?.id ?? null);
  if (!presence) return peer ? handleText(t, peer.handle) : '';
  if (presence.online) return t('common.online');
  return presence.lastSeen === null
    ? t('common.offline')
    : t('common.lastSeen', { when: format.relative(Date.parse(presence.lastSeen), now) });
}
