'use client';
// A group: its name, its members with what one may do with them, the way out.

import { LogOut, Pencil, UserPlus } from 'lucide-react';
import { useState } from 'react';
import { type ConversationView, useChat } from '../../../client/react/chat/hooks.ts';
import { useT } from '../../../client/react/i18n/provider.tsx';
import type { ConversationId } from '../../../core/protocol/ids.ts';
import type { WireUser } from '../../../core/protocol/wire.ts';
import { RefusedNotice } from '../../settings/refused-notice.tsx';
import { useCall } from '../../settings/use-call.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { OptionLink, PanelSection } from '../../ui/panel-parts.tsx';
import { TextButton } from '../../ui/text-button.tsx';
import { AddMembers } from './add-members.tsx';
import { ListOptions } from './list-options.tsx';
import { MemberList } from './member-list.tsx';
import { RenameGroup } from './rename-group.tsx';
import { useMembers } from './use-members.ts';

interface Props {
  readonly conversation: ConversationView;
  readonly onPerson: (person: WireUser) => void;
  readonly onOpen: (id: ConversationId) => void;
  readonly onLeft: () => void;
}

export function GroupDetails({ conversation, onPerson, onOpen, onLeft }: Props) {
  const t = useT();
  const { id, title, role, memberCount } = conversation;
  const [dialog, setDialog] = useState<'add' | 'rename' | 'leave' | null>(null);
  const change = (name: 'add' | 'rename' | 'leave') => (open: boolean) => setDialog(open ? name : null);
  const members = useMembers(conversation);
  const manages = role !== 'MEMBER';
  const call = useCall();
  const chat = useChat();
  const leave = () => chat.leave(id).then(onLeft);
  return (
    <>
      <div className="flex items-center gap-3 border-b border-line p-4">
        <Avatar id={id} name={title ?? ''} group size={56} />
        <div className="min-w-0 flex-1">
          <h3 className="text-15 font-strong break-words">{title}</h3>
          <p className="text-12 text-text-3">{t('conversation.members', { count: memberCount })}</p>
        </div>
      </div>
      <RefusedNotice text={call.refused} />
      <PanelSection
        title={t('group.membersTitle')}
        count={memberCount}
        action={manages ? <TextButton onClick={() => setDialog('add')}>{t('common.add')}</TextButton> : undefined}
      >
        <MemberList conversation={conversation} members={members} onPerson={onPerson} onOpen={onOpen} />
      </PanelSection>
      <ListOptions conversation={conversation} />
      <PanelSection title={t('group.settings')}>
        {manages ? <OptionLink icon={UserPlus} label={t('group.addMembers')} onOpen={() => setDialog('add')} /> : null}
        {manages ? <OptionLink icon={Pencil} label={t('group.rename')} onOpen={() => setDialog('rename')} /> : null}
        {manages ? null : <p className="mb-1 text-12 text-text-3">{t('log.onlyAdmins')}</p>}
        <OptionLink icon={LogOut} label={t('group.leave')} danger onOpen={() => setDialog('leave')} />
      </PanelSection>
      <AddMembers id={id} open={dialog === 'add'} onOpenChange={change('add')} members={members.list} />
      <RenameGroup id={id} title={title ?? ''} open={dialog === 'rename'} onOpenChange={change('rename')} />
      <LeaveDialog
        conversation={conversation}
        open={dialog === 'leave'}
        onOpenChange={change('leave')}
        onLeave={() => void call.run(leave)}
      />
    </>
  );
}

interface LeaveProps {
  readonly conversation: ConversationView;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly onLeave: () => void;
}

function LeaveDialog({ conversation, open, onOpenChange, onLeave }: LeaveProps) {
  const t = useT();
  return (
    <ConfirmDialog
      title={t('group.leaveTitle', { title: conversation.title ?? '' })}
      text={conversation.role === 'OWNER' ? t('group.leaveOwner') : t('group.leaveText')}
      confirm={t('group.leaveConfirm')}
      keep={t('group.leaveStay')}
      danger
      open={open}
      onOpenChange={onOpenChange}
      onConfirm={onLeave}
    />
  );
}
