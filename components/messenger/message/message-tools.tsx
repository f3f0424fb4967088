'use client';
// The toolbar of the message that is pointed at: three quick reactions, more of them, reply, the rest.

import { useState } from 'react';
import type { WireEvent } from '../../../core/protocol/wire.ts';
import { EmojiPopoverPanel } from '../../emoji/emoji-picker.tsx';
import { useQuickEmoji } from '../../emoji/habits.ts';
import { MessageToolbar } from '../../ui/message-toolbar.tsx';
import { type MessageCommands, useMessageActions } from '../use-message-actions.ts';

interface Props {
  readonly event: WireEvent;
  readonly commands: MessageCommands;
  /** While something of it is open it stays, wherever the pointer goes. */
  readonly onOpen: (open: boolean) => void;
}

export function MessageTools({ event, commands, onOpen }: Props) {
  const { reply, entries, react } = useMessageActions(commands)(event);
  const quick = useQuickEmoji();
  const [picking, setPicking] = useState(false);
  const change = (open: boolean) => {
    setPicking(open);
    onOpen(open);
  };
  const pick = (emoji: string) => {
    change(false);
    react(emoji);
  };
  return (
    <MessageToolbar
      emoji={quick.slice(0, 3)}
      onReact={react}
      actions={reply.icon ? [{ ...reply, icon: reply.icon }] : []}
      more={entries}
      onMore={onOpen}
      picker={{ content: <EmojiPopoverPanel onPick={pick} />, open: picking, onOpenChange: change }}
    />
  );
}
