'use client';
// From conversation to conversation as the list shows them, and from one unread to the next, around its ends.

import type { ConversationView } from '../../../client/react/chat/hooks.ts';
import type { ConversationId } from '../../../core/protocol/ids.ts';
import { useCommand } from '../../keys/use-command.ts';
import { stepFrom } from './step.ts';

export function useStepKeys(
  rows: readonly ConversationView[],
  selected: ConversationId | null,
  onOpen: (id: ConversationId) => void,
): void {
  const go = (step: 1 | -1, isUnread: boolean) => () => {
    const next = stepFrom(rows, selected, step, isUnread);
    if (next !== null) onOpen(next);
    return true;
  };
  useCommand('before', go(-1, false));
  useCommand('next', go(1, false));
  useCommand('beforeUnread', go(-1, true));
  useCommand('nextUnread', go(1, true));
}
