'use client';
// Where the palette and the help sheet stand on a page: they come when they are first asked for. It answers to the keys that
// work everywhere, also where no list of conversations is shown.

import { useState } from 'react';
import { useChat } from '../../client/react/chat/hooks.ts';
import { go } from '../../client/react/place/place.ts';
import type { ConversationId } from '../../core/protocol/ids.ts';
import { useCommand } from '../keys/use-command.ts';
import { NewChat } from '../messenger/new-chat.tsx';
import { NewGroup } from '../messenger/new-group.tsx';
import { useAttempt } from '../messenger/use-message-actions.ts';
import { useLater } from './use-later.ts';
import type { Target } from './use-results.ts';

/** A page with a list of conversations has these itself. */
const LAST_RANK = -1;

type Open = 'palette' | 'help' | 'newChat' | 'newGroup' | null;

const loadPalette = async () => (await import('./palette.tsx')).Palette;
const loadHelp = async () => (await import('../keys/help-sheet.tsx')).HelpSheet;

export function PaletteHost({ onOpen }: { readonly onOpen: (id: ConversationId) => void }) {
  const { openDirect } = useChat();
  const attempt = useAttempt();
  const [open, setOpen] = useState<Open>(null);
  const [Palette, wantPalette] = useLater(loadPalette);
  const [HelpSheet, wantHelp] = useLater(loadHelp);
  const show = (what: Open, want?: () => Promise<boolean>) => {
    setOpen(what);
    if (want) void want().then((isHere) => (isHere ? undefined : setOpen(null)));
    return true;
  };
  useCommand('palette', () => show('palette', wantPalette));
  useCommand('help', () => show('help', wantHelp));
  useCommand('newChat', () => show('newChat'), LAST_RANK);
  useCommand('newGroup', () => show('newGroup'), LAST_RANK);
  useCommand('settings', () => {
    go('/settings');
    return true;
  });
  const close = () => setOpen(null);
  const enter = (target: Exclude<Target, { kind: 'command' }>) => {
    if (target.kind === 'conversation') onOpen(target.row.id);
    else attempt(async () => onOpen(await openDirect(target.user.id)));
  };
  const made = (id: ConversationId) => {
    close();
    onOpen(id);
  };
  return (
    <>
      {open === 'palette' && Palette ? <Palette onClose={close} onOpen={enter} /> : null}
      {open === 'help' && HelpSheet ? <HelpSheet onClose={close} /> : null}
      <NewChat open={open === 'newChat'} onOpenChange={close} onDone={made} />
      <NewGroup open={open === 'newGroup'} onOpenChange={close} onDone={made} />
    </>
  );
}
