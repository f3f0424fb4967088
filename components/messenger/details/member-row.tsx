'use client';
// One member of a group, and what I may do with them.

import { Ellipsis, MessageCircle, Shield, ShieldOff, UserMinus } from 'lucide-react';
import { useState } from 'react';
import { type ConversationView, useChat, useMe, usePresence } from '../../../client/react/chat/hooks.ts';
import { useT } from '../../../client/react/i18n/provider.tsx';
import type { ConversationId } from '../../../core/protocol/ids.ts';
import type { WireMember, WireUser } from '../../../core/protocol/wire.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu } from '../../ui/menu.tsx';
import type { MenuEntry } from '../../ui/menu-items.ts';
import { PersonRow } from '../../ui/panel-parts.tsx';
import { Tag } from '../../ui/tag.tsx';
import { useSeen } from '../titles.ts';
import { useAttempt } from '../use-attempt.ts';

interface Props {
  readonly member: WireMember;
  readonly conversation: ConversationView;
  readonly onPerson: (person: WireUser) => void;
  readonly onOpen: (id: ConversationId) => void;
  readonly onChanged: () => void;
}

export function MemberRow(props: Props) {
  const t = useT();
  const me = useMe();
  const { user, role } = props.member;
  const online = usePresence(user.id)?.online === true;
  const seen = useSeen(user);
  const [removing, setRemoving] = useState(false);
  const { entries, remove } = useMemberActions(props, () => setRemoving(true));
  return (
    <>
      <PersonRow
        id={user.id}
        name={user.name}
        url={user.avatarUrl}
        presence={online || user.id === me.id ? 'online' : 'offline'}
        detail={user.id === me.id ? t('people.yourself') : seen}
        {...(user.id === me.id ? {} : { onOpen: () => props.onPerson(user) })}
        trailing={
          <span className="flex items-center gap-1">
            {role === 'MEMBER' ? null : <Tag>{t(role === 'OWNER' ? 'group.owner' : 'group.admin')}</Tag>}
            {entries.length > 0 ? (
              <Menu label={t('group.memberActions', { name: user.name })} entries={entries}>
                <IconButton icon={Ellipsis} small label={t('group.memberActions', { name: user.name })} />
              </Menu>
            ) : null}
          </span>
        }
      />
      <ConfirmDialog
        title={t('group.removeTitle', { name: user.name })}
        text={t('group.removeText', { name: user.name })}
        confirm={t('group.removeConfirm')}
        keep={t('group.removeKeep')}
        danger
        open={removing}
        onOpenChange={setRemoving}
        onConfirm={remove}
      />
    </>
  );
}

function useMemberActions({ member, conversation, onOpen, onChanged }: Props, askRemove: () => void) {
  const t = useT();
  const me = useMe();
  const chat = useChat();
  const attempt = useAttempt();
  const { user, role } = member;
  const mine = conversation.role;
  const setRole = (next: 'ADMIN' | 'MEMBER') => () =>
    attempt(async () => {
      await chat.setRole(conversation.id, user.id, next);
      onChanged();
    });
  const entries: MenuEntry[] = [];
  if (user.id !== me.id) {
    const talk = () => attempt(async () => onOpen(await chat.openDirect(user.id)));
    entries.push({ id: 'talk', label: t('people.message'), icon: MessageCircle, onSelect: talk });
    if (mine === 'OWNER' && role === 'MEMBER')
      entries.push({ id: 'admin', label: t('group.makeAdmin'), icon: Shield, onSelect: setRole('ADMIN') });
    if (mine === 'OWNER' && role === 'ADMIN')
      entries.push({ id: 'member', label: t('group.makeMember'), icon: ShieldOff, onSelect: setRole('MEMBER') });
    if (mine === 'OWNER' || (mine === 'ADMIN' && role === 'MEMBER')) {
      entries.push('divider', { id: 'remove', label: t('group.removeMember'), icon: UserMinus, danger: true, onSelect: askRemove });
    }
  }
  const remove = () =>
    attempt(async () => {
      await chat.removeMember(conversation.id, user.id);
      onChanged();
    });
  return { entries, remove };
}
