'use client';
// More people for a group.

import { useChat } from '../../../client/react/chat/hooks.ts';
import { useT } from '../../../client/react/i18n/provider.tsx';
import type { ConversationId } from '../../../core/protocol/ids.ts';
import type { WireMember } from '../../../core/protocol/wire.ts';
import { RefusedNotice } from '../../settings/refused-notice.tsx';
import { useCall } from '../../settings/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ChosenPeople, useChosen } from './chosen-people.tsx';
import { PeopleFinder } from './people-finder.tsx';

interface Props {
  readonly id: ConversationId;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly members: readonly WireMember[];
}

export function AddMembers({ id, open, onOpenChange, members }: Props) {
  const t = useT();
  return (
    <Dialog title={t('group.addMembers')} open={open} onOpenChange={onOpenChange}>
      <Form id={id} members={members} onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}

function Form({
  id,
  members,
  onDone,
}: {
  readonly id: ConversationId;
  readonly members: readonly WireMember[];
  readonly onDone: () => void;
}) {
  const t = useT();
  const { addMembers } = useChat();
  const call = useCall();
  const { chosen, ids, toggle } = useChosen();
  const add = () =>
    void call.run(async () => {
      await addMembers(id, [...ids]);
      onDone();
    });
  return (
    <div className="flex min-h-0 flex-col gap-3">
      <PeopleFinder onPick={toggle} chosen={ids} without={new Set(members.map((member) => member.user.id))}>
        <ChosenPeople people={chosen} onTake={toggle} />
      </PeopleFinder>
      <RefusedNotice text={call.refused} />
      <Button kind="primary" busy={call.busy} disabled={chosen.length === 0} onClick={add} wide>
        {t('group.add', { count: chosen.length })}
      </Button>
    </div>
  );
}
