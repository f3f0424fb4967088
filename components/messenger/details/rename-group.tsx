'use client';
// Another name for a group.

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

interface Props {
  readonly id: ConversationId;
  readonly title: string;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

export function RenameGroup({ id, title, open, onOpenChange }: Props) {
  const t = useT();
  return (
    <Dialog title={t('group.rename')} open={open} onOpenChange={onOpenChange}>
      <Form id={id} title={title} onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}

function Form({ id, title: before, onDone }: { readonly id: ConversationId; readonly title: string; readonly onDone: () => void }) {
  const t = useT();
  const { rename } = useChat();
  const call = useCall();
  const [title, setTitle] = useState(before);
  const fault = textFault(title, LIMITS.nameUnits);
  const save = () =>
    void call.run(async () => {
      await rename(id, title);
      onDone();
    });
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (fault === null) save();
      }}
    >
      <TextField
        data-focus-first
        label={t('group.name')}
        value={title}
        onChange={(event) => setTitle(event.target.value)}
        {...(fault === 'too_long' ? { error: t('group.nameLong', { max: LIMITS.nameUnits }) } : {})}
      />
      <RefusedNotice text={call.refused} />
      <Button kind="primary" type="submit" busy={call.busy} disabled={fault !== null} wide>
        {t('common.save')}
      </Button>
    </form>
  );
}
