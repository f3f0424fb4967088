'use client';
// A group: its name and who is in it.

import { useState } from 'react';
import { useChat } from '../../../client/react/chat/hooks.ts';
import { useT } from '../../../client/react/i18n/provider.tsx';
import type { ConversationId } from '../../../core/protocol/ids.ts';
import { LIMITS } from '../../../core/protocol/limits.ts';
import { textFault } from '../../../core/protocol/text.ts';
import { RefusedNotice } from '../../settings/refused-notice.tsx';
import { useCall } from '../../settings/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { ChosenPeople, useChosen } from './chosen-people.tsx';
import { PeopleFinder } from './people-finder.tsx';

interface Props {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly onDone: (id: ConversationId) => void;
}

export function NewGroup({ open, onOpenChange, onDone }: Props) {
  const t = useT();
  return (
    <Dialog title={t('group.newTitle')} open={open} onOpenChange={onOpenChange}>
      <Form onDone={onDone} />
    </Dialog>
  );
}

function Form({ onDone }: { readonly onDone: (id: ConversationId) => void }) {
  const t = useT();
  const { createGroup } = useChat();
  const call = useCall();
  const [title, setTitle] = useState('');
  const [tried, setTried] = useState(false);
  const { chosen, ids, toggle } = useChosen();
  const fault = textFault(title, LIMITS.nameUnits);
  const wrong = fault === null ? undefined : fault === 'too_long' ? t('group.nameLong', { max: LIMITS.nameUnits }) : t('group.nameMissing');
  const make = () => {
    setTried(true);
    if (fault === null) void call.run(async () => onDone(await createGroup(title, [...ids])));
  };
  return (
    <form
      className="flex min-h-0 flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        make();
      }}
    >
      <TextField
        data-focus-first
        label={t('group.name')}
        placeholder={t('group.namePlaceholder')}
        value={title}
        onChange={(event) => setTitle(event.target.value)}
        error={tried ? wrong : undefined}
      />
      <PeopleFinder onPick={toggle} chosen={ids}>
        <ChosenPeople people={chosen} onTake={toggle} />
      </PeopleFinder>
      <RefusedNotice text={call.refused} />
      <Button kind="primary" type="submit" busy={call.busy} wide>
        {t('group.create')}
      </Button>
    </form>
  );
}
