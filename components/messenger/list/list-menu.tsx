'use client';
// The one menu of the list, for whichever row it is asked: at the pointer by the right button, at the row by the menu key,
// as a sheet by a long press on a phone.

import { BellOff, BellRing, CheckCheck, Link, MessageCircle, Pin, PinOff } from 'lucide-react';
import { type MouseEvent, type PointerEvent, type ReactNode, useRef, useState } from 'react';
import { type ConversationView, useChat, useConversation } from '../../../client/react/chat/hooks.ts';
import { useT } from '../../../client/react/i18n/provider.tsx';
import { type ConversationId, parseId } from '../../../core/protocol/ids.ts';
import { ActionSheet } from '../../ui/action-sheet.tsx';
import { ContextMenu } from '../../ui/menu.tsx';
import type { MenuEntry } from '../../ui/menu-items.ts';
import { useToast } from '../../ui/toast.tsx';
import { byFinger, useLongPress } from '../../ui/use-long-press.ts';
import { usePhone } from '../../ui/use-media.ts';
import { titleOf } from '../titles.ts';
import { useAttempt } from '../use-attempt.ts';
import { rowAt } from './row-at.ts';

interface Props {
  readonly onOpen: (id: ConversationId) => void;
  readonly children: ReactNode;
}

function targetOf(at: EventTarget): ConversationId | null {
  const id = rowAt(at);
  return id === null ? null : parseId<ConversationId>(id);
}

export function ListMenu({ onOpen, children }: Props) {
  const t = useT();
  const phone = usePhone();
  const [target, setTarget] = useState<ConversationId | null>(null);
  const [held, setHeld] = useState(false);
  const pressed = useRef<ConversationId | null>(null);
  const press = useLongPress(() => {
    setTarget(pressed.current);
    setHeld(pressed.current !== null);
  });
  const row = useConversation(target);
  const entries = useEntries(onOpen)(row);
  const label = t('listMenu.label', { name: titleOf(row) });
  const onContextMenuCapture = (event: MouseEvent) => {
    const next = targetOf(event.target);
    if (phone) {
      if (!next) return;
      event.preventDefault();
      if (byFinger(event)) return;
      setTarget(next);
      setHeld(true);
    } else if (next) setTarget(next);
    else event.stopPropagation();
  };
  const onPointerDown = (event: PointerEvent) => {
    pressed.current = targetOf(event.target);
    if (phone) press.onPointerDown(event);
    else if (event.pointerType !== 'mouse') setTarget(pressed.current);
  };
  return (
    <>
      <ContextMenu label={label} entries={entries}>
        <div
          className="flex min-h-0 flex-1 flex-col max-md:[-webkit-touch-callout:none] max-md:select-none"
          onContextMenuCapture={onContextMenuCapture}
          {...(phone ? press : {})}
          onPointerDown={onPointerDown}
        >
          {children}
        </div>
      </ContextMenu>
      <ActionSheet label={label} entries={entries} open={held} onOpenChange={setHeld} />
    </>
  );
}

function useEntries(onOpen: (id: ConversationId) => void): (row: ConversationView | null) => readonly MenuEntry[] {
  const t = useT();
  const chat = useChat();
  const attempt = useAttempt();
  const copyLink = useCopyLink();
  return (row) => {
    if (!row) return [];
    const { id, pinned, muted, head, unread } = row;
    const entries: MenuEntry[] = [
      { id: 'open', label: t('listMenu.open'), icon: MessageCircle, onSelect: () => onOpen(id) },
      {
        id: 'pin',
        label: t(pinned ? 'list.unpin' : 'list.pin'),
        icon: pinned ? PinOff : Pin,
        onSelect: () => attempt(() => chat.setPrefs(id, { pinned: !pinned })),
      },
      {
        id: 'mute',
        label: t(muted ? 'list.unmute' : 'list.mute'),
        icon: muted ? BellRing : BellOff,
        onSelect: () => attempt(() => chat.setPrefs(id, { muted: !muted })),
      },
    ];
    if (unread > 0) entries.push({ id: 'read', label: t('list.markRead'), icon: CheckCheck, onSelect: () => chat.markRead(id, head) });
    return [...entries, 'divider', { id: 'link', label: t('listMenu.copyLink'), icon: Link, onSelect: () => void copyLink(id) }];
  };
}

function useCopyLink(): (id: ConversationId) => Promise<void> {
  const t = useT();
  const toast = useToast();
  return async (id) => {
    try {
      await navigator.clipboard.writeText(new URL(`/c/${id}`, window.location.href).href);
      toast({ text: t('listMenu.linkCopied') });
    } catch {
      toast({ text: t('message.copyFailed'), urgent: true });
    }
  };
}
