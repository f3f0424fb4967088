'use client';
// The one menu of a log, for whichever message it is asked: at the pointer by the right button or the menu key, as a sheet
// by a long press on a phone, where a swipe to the right answers. Links and selected text keep the browser's own menu.

import { type MouseEvent, type PointerEvent, type ReactNode, useRef, useState } from 'react';
import type { LogItem } from '../../../client/react/chat/hooks.ts';
import { useT } from '../../../client/react/i18n/provider.tsx';
import type { WireEvent } from '../../../core/protocol/wire.ts';
import { EmojiSheet } from '../../emoji/emoji-picker.tsx';
import { ActionSheet } from '../../ui/action-sheet.tsx';
import { ContextMenu } from '../../ui/menu.tsx';
import type { MenuEntry } from '../../ui/menu-items.ts';
import { byFinger, useLongPress } from '../../ui/use-long-press.ts';
import { usePhone } from '../../ui/use-media.ts';
import { useSwipe } from '../../ui/use-swipe.ts';
import { type MessageCommands, useMessageActions, useUnsentActions } from '../use-message-actions.ts';
import { HeldMessage } from './held-message.tsx';

type Target = Exclude<LogItem, { type: 'gap' }>;

interface Props {
  readonly items: readonly LogItem[];
  readonly commands: MessageCommands;
  readonly children: ReactNode;
}

function isStanding(event: WireEvent): boolean {
  return event.kind === 'message' && event.recalledAt === null;
}

/** The item that is drawn where the event happened; system lines and recalled messages have no menu. */
function targetOf(items: readonly LogItem[], at: EventTarget): Target | null {
  const place = at instanceof Element ? at.closest<HTMLElement>('[data-seq], [data-unsent]') : null;
  if (!place) return null;
  for (const item of items) {
    if (item.type === 'event' && String(item.event.seq) === place.dataset.seq) return isStanding(item.event) ? item : null;
    if (item.type === 'unsent' && item.item.clientId === place.dataset.unsent) return item;
  }
  return null;
}

function wantsOwnMenu(at: EventTarget): boolean {
  const selection = window.getSelection();
  return at instanceof Element && (at.closest('a') !== null || (selection?.isCollapsed === false && selection.containsNode(at, true)));
}

export function LogMenu({ items, commands, children }: Props) {
  const t = useT();
  const phone = usePhone();
  const [target, setTarget] = useState<Target | null>(null);
  const [held, setHeld] = useState(false);
  const touch = useTouch(items, commands, (pressed) => {
    setTarget(pressed);
    setHeld(pressed !== null);
  });
  const { entries, react } = useEntries(target, commands);
  const onContextMenuCapture = (event: MouseEvent) => {
    const own = wantsOwnMenu(event.target);
    const next = own ? null : targetOf(items, event.target);
    if (phone) {
      if (!own) event.preventDefault();
      if (!next || byFinger(event)) return;
      setTarget(next);
      setHeld(true);
    } else if (next) setTarget(next);
    else event.stopPropagation();
  };
  return (
    <>
      <ContextMenu label={t('message.actions')} entries={entries}>
        <div className="flex min-h-full flex-col max-md:touch-pan-y" onContextMenuCapture={onContextMenuCapture} {...(phone ? touch : {})}>
          {children}
        </div>
      </ContextMenu>
      <HeldMenu target={target} entries={entries} react={react} open={held} onOpenChange={setHeld} />
    </>
  );
}

interface HeldProps {
  readonly target: Target | null;
  readonly entries: readonly MenuEntry[];
  readonly react: ((emoji: string) => void) | null;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

/** The sheet of a held message, which stands above it with the quick emoji; "more" of them opens a sheet of its own. */
function HeldMenu({ target, entries, react, open, onOpenChange }: HeldProps) {
  const t = useT();
  const [picking, setPicking] = useState(false);
  const pick = (emoji: string) => {
    onOpenChange(false);
    setPicking(false);
    react?.(emoji);
  };
  const more = () => {
    onOpenChange(false);
    setPicking(true);
  };
  return (
    <>
      <ActionSheet
        label={t('message.actions')}
        entries={entries}
        open={open}
        onOpenChange={onOpenChange}
        lifted={react && target?.type === 'event' ? <HeldMessage event={target.event} onPick={pick} onMore={more} /> : null}
      />
      <EmojiSheet open={picking && react !== null} onOpenChange={setPicking} onPick={pick} />
    </>
  );
}

/** On a phone: a long press asks for the menu, a swipe to the right answers. */
function useTouch(items: readonly LogItem[], commands: MessageCommands, onHold: (pressed: Target | null) => void) {
  const pressed = useRef<Target | null>(null);
  const press = useLongPress(() => onHold(pressed.current));
  const swipe = useSwipe(
    (at) => (targetOf(items, at)?.type === 'event' && at instanceof Element ? at.closest<HTMLElement>('[data-seq]') : null),
    (element) => {
      const answered = targetOf(items, element);
      if (answered?.type === 'event') commands.onReply(answered.event);
    },
  );
  const onPointerDown = (event: PointerEvent) => {
    pressed.current = targetOf(items, event.target);
    press.onPointerDown(event);
    swipe.onPointerDown(event);
  };
  const onPointerMove = (event: PointerEvent) => {
    press.onPointerMove(event);
    swipe.onPointerMove(event);
  };
  const onPointerUp = () => {
    press.onPointerUp();
    swipe.onPointerUp();
  };
  const onPointerCancel = () => {
    press.onPointerCancel();
    swipe.onPointerCancel();
  };
  return { ...press, onPointerDown, onPointerMove, onPointerUp, onPointerCancel };
}

function useEntries(target: Target | null, commands: MessageCommands) {
  const ofMessage = useMessageActions(commands);
  const ofUnsent = useUnsentActions();
  if (target?.type === 'unsent') return { entries: ofUnsent(target.item), react: null };
  if (!target) return { entries: [], react: null };
  const { reply, entries, react } = ofMessage(target.event);
  const all: readonly MenuEntry[] = [reply, ...entries];
  return { entries: all, react };
}
