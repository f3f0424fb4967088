'use client';
// Where the palette, the help sheet and the dialogs of a new conversation stand, on every page: they come when they are first
// asked for, by a key that works everywhere or a button that runs its command.

import { useState } from 'react';
import { useChat } from '../../client/react/chat/hooks.ts';
import { go } from '../../client/react/place/place.ts';
import type { ConversationId } from '../../core/protocol/ids.ts';
import { useCommand } from '../keys/use-command.ts';
import { useAttempt } from '../messenger/use-attempt.ts';
import { fetchAtRest, later, useOnceOpen } from '../ui/later.tsx';
import { useLater } from './use-later.ts';
import type { Target } from './use-results.ts';

type Open = 'palette' | 'help' | 'newChat' | 'newGroup' | null;

const loadPalette = async () => (await import('./palette.tsx')).Palette;
const loadHelp = async () => (await import('../keys/help-sheet.tsx')).HelpSheet;
// Who types right behind the key would else write into the composer while the code comes.
for (const load of [loadPalette, loadHelp]) fetchAtRest(load);

const NewChat = later(async () => (await import('../messenger/details/new-chat.tsx')).NewChat);
const NewGroup = later(async () => (await import('../messenger/details/new-group.tsx')).NewGroup);

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
  useCommand('newChat', () => show('newChat'));
  useCommand('newGroup', () => show('newGroup'));
  useCommand('settings', () => {
    go('/settings');
    return true;
  });
  const chatWanted = useOnceOpen(open === 'newChat');
  const groupWanted = useOnceOpen(open === 'newGroup');
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
      {chatWanted ? <NewChat open={open === 'newChat'} onOpenChange={close} onDone={made} /> : null}
      {groupWanted ? <NewGroup open={open === 'newGroup'} onOpenChange={close} onDone={made} /> : null}
    </>
  );
}
