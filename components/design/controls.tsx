'use client';

import {
  Archive,
  Bell,
  CircleAlert,
  CircleCheck,
  Copy,
  Monitor,
  Moon,
  PanelRight,
  Pencil,
  Pin,
  Reply,
  Search,
  SquarePen,
  Sun,
  Undo2,
} from 'lucide-react';
import { useState } from 'react';
import { useT } from '../../client/react/i18n/provider.tsx';
import { ActionSheet } from '../ui/action-sheet.tsx';
import { Avatar, type AvatarSize } from '../ui/avatar.tsx';
import { CountBadge, MarkBadge, MentionBadge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { Chip } from '../ui/chip.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { ContextMenu, Menu } from '../ui/menu.tsx';
import type { MenuEntry } from '../ui/menu-items.ts';
import { Notice } from '../ui/notice.tsx';
import { OptionSwitch } from '../ui/panel-parts.tsx';
import { PasswordField } from '../ui/password-field.tsx';
import { Popover } from '../ui/popover.tsx';
import { PresenceDot } from '../ui/presence-dot.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { Tag } from '../ui/tag.tsx';
import { TextArea } from '../ui/text-area.tsx';
import { TextButton } from '../ui/text-button.tsx';
import { TextField } from '../ui/text-field.tsx';
import { useToast } from '../ui/toast.tsx';
import { useLongPress } from '../ui/use-long-press.ts';
import { cast, codeSample, said } from './sample.ts';

const LINE = 'flex flex-wrap items-center gap-2';

export function Buttons() {
  const t = useT();
  const [on, setOn] = useState(true);
  return (
    <div className="grid gap-3">
      <div className={LINE}>
        <Button kind="primary">{t('auth.signIn')}</Button>
        <Button>{t('common.cancel')}</Button>
        <Button kind="ghost">{t('common.showAll')}</Button>
        <Button kind="danger">{t('group.leaveConfirm')}</Button>
        <Button disabled>{t('common.save')}</Button>
        <Button kind="primary" busy>
          {t('auth.signingIn')}
        </Button>
      </div>
      <div className={LINE}>
        <Button kind="primary" size="small">
          {t('common.tryAgain')}
        </Button>
        <Button size="small" icon={Copy}>
          {t('common.copy')}
        </Button>
        <Button size="large" icon={Bell}>
          {t('group.notifications')}
        </Button>
        <TextButton>{t('auth.forgot')}</TextButton>
        <Kbd>Ctrl K</Kbd>
      </div>
      <div className={LINE}>
        <IconButton icon={Search} label={t('conversation.searchHere')} />
        <IconButton icon={SquarePen} label={t('list.newChat')} keys="Ctrl N" />
        <IconButton icon={PanelRight} label={t('conversation.openDetails')} on={on} onClick={() => setOn(!on)} />
        <IconButton icon={Pencil} label={t('common.edit')} small />
        <IconButton icon={Pin} label={t('list.pin')} disabled />
      </div>
    </div>
  );
}

export function Fields() {
  const t = useT();
  const [text, setText] = useState<string>(said.box);
  const [query, setQuery] = useState('lin x');
  return (
    <div className="grid gap-4">
      <Notice tone="danger" icon={CircleAlert}>
        {t('auth.fieldsWrong', { count: 2 })}
      </Notice>
      <TextField label={t('auth.email')} type="email" autoComplete="off" defaultValue="ines@kilnandleaf.example" />
      <PasswordField
        label={t('auth.password')}
        hint={t('auth.passwordHint', { min: 10 })}
        aside={<TextButton>{t('auth.forgot')}</TextButton>}
        autoComplete="off"
        defaultValue={codeSample}
      />
      <TextField label={t('auth.handle')} error={t('auth.handleTaken')} defaultValue="ines" />
      <TextField label={t('group.name')} placeholder={t('group.namePlaceholder')} aside={t('common.optional')} />
      <TextArea label={t('composer.label')} value={text} onChange={(event) => setText(event.target.value)} />
      <SearchField label={t('common.search')} placeholder={t('list.searchPlaceholder')} value={query} onChange={setQuery} keys="Ctrl K" />
    </div>
  );
}

export function Choices() {
  const t = useT();
  const [ticked, setTicked] = useState(true);
  const [theme, setTheme] = useState('system');
  const [tab, setTab] = useState<'a' | 'b'>('a');
  return (
    <div className="grid gap-4">
      <Checkbox label={t('list.pin')} checked={ticked} onChange={setTicked} />
      <Checkbox label={t('list.mute')} checked={false} onChange={setTicked} />
      <OptionSwitch icon={Pin} label={t('list.pin')} checked={ticked} onChange={setTicked} />
      <OptionSwitch icon={Bell} label={t('group.notifications')} hint={t('settings.languageLead')} checked={!ticked} onChange={setTicked} />
      <div>
        <Segmented
          label={t('settings.theme')}
          value={theme}
          onChange={setTheme}
          options={[
            { value: 'system', label: t('settings.themeSystem'), icon: Monitor },
            { value: 'light', label: t('settings.themeLight'), icon: Sun },
            { value: 'dark', label: t('settings.themeDark'), icon: Moon },
          ]}
        />
      </div>
      <Tabs
        label={t('settings.sections')}
        value={tab}
        onChange={setTab}
        tabs={[
          {
            value: 'a',
            label: t('group.membersTitle'),
            content: <p className="p-4 text-text-2">{t('group.removeText', { name: cast.lin.name })}</p>,
          },
          { value: 'b', label: t('group.settings'), content: <p className="p-4 text-text-2">{t('group.leaveText')}</p> },
        ]}
      />
      <div className={LINE}>
        <Chip on>{t('list.filterAll')}</Chip>
        <Chip count="9">{t('list.filterUnread')}</Chip>
        <Chip count="2">@</Chip>
        <Chip>{t('list.filterGroups')}</Chip>
      </div>
    </div>
  );
}

const SIZES: readonly AvatarSize[] = [16, 24, 32, 36, 44, 56];

export function Marks() {
  const t = useT();
  return (
    <div className="grid gap-3">
      <div className={LINE}>
        {Object.values(cast).map((who) => (
          <Avatar key={who.id} id={who.id} name={who.name} size={44} group={who.id.startsWith('12')} />
        ))}
      </div>
      <div className={LINE}>
        {SIZES.map((size) => (
          <Avatar key={size} id={cast.marta.id} name={cast.marta.name} size={size} />
        ))}
      </div>
      <div className={`${LINE} gap-4!`}>
        <Avatar id={cast.lin.id} name={cast.lin.name} size={44} presence="online" />
        <Avatar id={cast.chen.id} name={cast.chen.name} size={44} presence="away" />
        <Avatar id={cast.marta.id} name={cast.marta.name} size={44} presence="dnd" />
        <Avatar id={cast.tomas.id} name={cast.tomas.name} size={44} presence="offline" />
        <PresenceDot presence="online" />
        <PresenceDot presence="away" />
        <PresenceDot presence="dnd" />
        <PresenceDot presence="offline" />
      </div>
      <div className={LINE}>
        <CountBadge count={2} label={t('list.unread', { count: 2 })} />
        <CountBadge count={128} muted label={t('list.unread', { count: 128 })} />
        <CountBadge count={4000} label={t('list.unread', { count: 4000 })} />
        <MentionBadge label={t('list.mentioned')} />
        <MarkBadge label={t('list.unreadMark')} />
        <Tag>{t('group.owner')}</Tag>
        <Tag tone="accent">{t('settings.thisDevice')}</Tag>
        <Tag tone="success" icon={CircleCheck}>
          {t('common.online')}
        </Tag>
        <Tag tone="warning">{t('conversation.catchingUp')}</Tag>
        <Tag tone="danger">{t('group.removeMember')}</Tag>
        <Tag tone="info">{t('people.bot')}</Tag>
      </div>
    </div>
  );
}

export function Floating() {
  const t = useT();
  const toast = useToast();
  const [asked, setAsked] = useState<'none' | 'confirm' | 'dialog' | 'held'>('none');
  const close = () => setAsked('none');
  const press = useLongPress(() => setAsked('held'));
  const entries = useEntries(close, () => setAsked('confirm'));
  const archive = () => {
    toast({ text: t('list.archived', { name: cast.design.name }), icon: Archive, action: { label: t('common.undo'), onAction: close } });
  };
  return (
    <div className={LINE}>
      <Menu label={t('message.actions')} entries={entries} align="start">
        <Button>{t('message.actions')}</Button>
      </Menu>
      <ContextMenu label={t('message.actions')} entries={entries}>
        <Button {...press}>{t('common.more')}</Button>
      </ContextMenu>
      <ActionSheet label={t('message.actions')} entries={entries} open={asked === 'held'} onOpenChange={close} />
      <Popover label={t('message.details')} trigger={<Button>{t('message.details')}</Button>}>
        {t('message.readBy', { count: 9, total: 11 })}
      </Popover>
      <Button onClick={() => setAsked('dialog')}>{t('group.newTitle')}</Button>
      <Button onClick={() => setAsked('confirm')}>{t('group.leave')}</Button>
      <Button onClick={archive}>{t('list.archive')}</Button>
      <Dialogs asked={asked} onClose={close} />
    </div>
  );
}

function useEntries(onSelect: () => void, onRecall: () => void): MenuEntry[] {
  const t = useT();
  return [
    { id: 'reply', label: t('message.reply'), icon: Reply, keys: 'R', onSelect },
    { id: 'copy', label: t('message.copyText'), icon: Copy, onSelect },
    { id: 'pin', label: t('list.pin'), icon: Pin, checked: true, onSelect },
    { id: 'edit', label: t('message.edit'), icon: Pencil, disabled: true, onSelect },
    'divider',
    { id: 'recall', label: t('message.recallLeft', { left: '1:24' }), icon: Undo2, danger: true, onSelect: onRecall },
  ];
}

function Dialogs({ asked, onClose }: { readonly asked: string; readonly onClose: () => void }) {
  const t = useT();
  return (
    <>
      <ConfirmDialog
        title={t('group.leaveTitle', { title: cast.autumn.name })}
        text={t('group.leaveText')}
        confirm={t('group.leaveConfirm')}
        keep={t('group.leaveStay')}
        danger
        open={asked === 'confirm'}
        onOpenChange={onClose}
        onConfirm={onClose}
      />
      <Dialog
        title={t('group.newTitle')}
        open={asked === 'dialog'}
        onOpenChange={onClose}
        actions={
          <>
            <Button onClick={onClose}>{t('common.cancel')}</Button>
            <Button kind="primary" onClick={onClose}>
              {t('group.create')}
            </Button>
          </>
        }
      >
        <TextField label={t('group.name')} placeholder={t('group.namePlaceholder')} />
      </Dialog>
    </>
  );
}
