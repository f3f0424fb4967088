'use client';
// What keys do in an open conversation: its details come and go, and Escape leaves a reply or an edit, wherever the focus is.

import { LEAVE_RANK } from '../keys/registry.ts';
import { useCommand } from '../keys/use-command.ts';
import type { Mode } from './use-work.ts';

export function useConversationKeys(mode: Mode, enter: (mode: Mode) => void, onPanel: () => void): void {
  useCommand('panel', () => {
    onPanel();
    return true;
  });
  useCommand(
    'leave',
    () => {
      if (mode.kind === 'write') return false;
      enter({ kind: 'write' });
      return true;
    },
    LEAVE_RANK.bar,
  );
}
