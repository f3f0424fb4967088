'use client';
// What keys do in a log: single letters on the message that has the focus, and Escape, when nothing else is left to close,
// marks the conversation as read, goes to its end and to the composer.

import { type LogItem, useChat } from '../../../client/react/chat/hooks.ts';
import { useT } from '../../../client/react/i18n/provider.tsx';
import type { ConversationId } from '../../../core/protocol/ids.ts';
import type { WireEvent } from '../../../core/protocol/wire.ts';
import type { CommandId } from '../../keys/commands.ts';
import { LEAVE_RANK } from '../../keys/registry.ts';
import { useCommand } from '../../keys/use-command.ts';
import { type MessageCommands, useMessageActions } from '../use-message-actions.ts';

interface LogKeys {
  readonly id: ConversationId;
  readonly head: number;
  readonly unread: number;
  readonly items: readonly LogItem[];
  readonly commands: MessageCommands;
  readonly toEnd: () => void;
  readonly toComposer: () => void;
}

/** The message that stands where the key was pressed. */
function messageAt(items: readonly LogItem[], key: KeyboardEvent | null): WireEvent | null {
  const place = key?.target instanceof Element ? key.target.closest<HTMLElement>('[data-seq]') : null;
  const item = items.findLast((each) => each.type === 'event' && String(each.event.seq) === place?.dataset.seq);
  return item?.type === 'event' && item.event.kind === 'message' && item.event.recalledAt === null ? item.event : null;
}

function useActionKey(id: Extract<CommandId, 'reply' | 'edit' | 'copy' | 'recall'>, { items, commands }: LogKeys): void {
  const actionsOf = useMessageActions(commands);
  useCommand(id, (key) => {
    const event = messageAt(items, key);
    if (!event) return false;
    const { reply, entries } = actionsOf(event);
    const action = [reply, ...entries].find((entry) => entry !== 'divider' && entry.id === id);
    if (action === undefined || action === 'divider') return false;
    action.onSelect();
    return true;
  });
}

/** Opens the emoji of the toolbar, which a message with the focus has. */
function useReactKey(): void {
  const t = useT();
  const label = t('message.react');
  useCommand('react', (key) => {
    const message = key?.target instanceof Element ? key.target.closest('.message') : null;
    const button = message?.querySelector<HTMLElement>(`button[aria-label="${CSS.escape(label)}"]`);
    button?.click();
    return button !== null && button !== undefined;
  });
}

export function useLogKeys(log: LogKeys): void {
  const { markRead } = useChat();
  useActionKey('reply', log);
  useActionKey('edit', log);
  useActionKey('copy', log);
  useActionKey('recall', log);
  useReactKey();
  useCommand(
    'leave',
    () => {
      if (log.unread > 0) markRead(log.id, log.head);
      log.toEnd();
      log.toComposer();
      return true;
    },
    LEAVE_RANK.log,
  );
}
