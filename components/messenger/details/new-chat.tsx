'use client';
// A direct conversation: choose the person.

import { useChat } from '../../../client/react/chat/hooks.ts';
import { useT } from '../../../client/react/i18n/provider.tsx';
import type { ConversationId } from '../../../core/protocol/ids.ts';
import { RefusedNotice } from '../../settings/refused-notice.tsx';
import { useCall } from '../../settings/use-call.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { PeopleFinder } from './people-finder.tsx';

interface Props {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly onDone: (id: ConversationId) => void;
}

export function NewChat({ open, onOpenChange, onDone }: Props) {
  const t = useT();
  const { openDirect } = useChat();
  const call = useCall();
  return (
    <Dialog title={t('people.newChatTitle')} description={t('people.newChatLead')} open={open} onOpenChange={onOpenChange}>
      <RefusedNotice text={call.refused} />
      <PeopleFinder onPick={(person) => void call.run(async () => onDone(await openDirect(person.id)))} />
    </Dialog>
  );
}
