'use client';
// What keys do in an open conversation: its details come and go, and Escape leaves a reply or an edit, wherever the focus is.

import { type Mode, WRITE } from '../../client/react/chat/hooks.ts';
import { LEAVE_RANK } from '../keys/registry.ts';
import { useCommand } from '../keys/use-command.ts';

export function useConversationKeys(mode: Mode, enter: (mode: Mode) => void, onPanel: () => void): void {
  useCommand('panel', () => {
    onPanel();
    return true;
  });
  useCommand(
    'leave',
    () => {
      if (mode.kind === 'write') return false;
      enter(WRITE);
      return true;
    },
    LEAVE_RANK.bar,
  );
}
