'use client';
// Makes an invitation: for how many and how long, then its link, which is shown once.

import { type FormEvent, useState } from 'react';
import { useAdmin } from '../../client/react/admin/provider.tsx';
import { useT } from '../../client/react/i18n/provider.tsx';
import { RefusedNotice } from '../settings/refused-notice.tsx';
import { useCall } from '../settings/use-call.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { TextField } from '../ui/text-field.tsx';
import { CopyLine } from './copy-line.tsx';
import { invitationLink } from './invitation-state.ts';

const MOST_USES = 10_000;
const DAYS = [1, 7, 30, 365] as const;
const FOREVER = 'none';

interface FormProps {
  readonly onMade: (code: string) => void;
}

function InvitationForm({ onMade }: FormProps) {
  const t = useT();
  const admin = useAdmin();
  const call = useCall();
  const [uses, setUses] = useState('1');
  const [days, setDays] = useState('30');
  const count = Number(uses);
  const good = Number.isInteger(count) && count >= 1 && count <= MOST_USES;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!good) return;
    void call.run(async () => {
      const made = await admin.createInvitation({ maxUses: count, days: days === FOREVER ? null : Number(days) });
      onMade(made.code);
    });
  };
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <RefusedNotice text={call.refused} />
      <TextField
        label={t('admin.inviteUses')}
        error={good ? undefined : t('admin.inviteUsesBad', { max: MOST_USES })}
        value={uses}
        onChange={(event) => setUses(event.target.value)}
        inputMode="numeric"
        autoComplete="off"
      />
      <div className="grid justify-items-start gap-1.5">
        <span className="text-13 font-name">{t('admin.inviteDays')}</span>
        <Segmented
          label={t('admin.inviteDays')}
          value={days}
          onChange={setDays}
          options={[
            ...DAYS.map((count) => ({ value: String(count), label: t('admin.inviteDay', { count }) })),
            { value: FOREVER, label: t('admin.inviteForever') },
          ]}
        />
      </div>
      <Button kind="primary" type="submit" wide busy={call.busy}>
        {t('admin.inviteMake')}
      </Button>
    </form>
  );
}

interface Props {
  readonly open: boolean;
  /** `made`: whether there is a new one. */
  readonly onClose: (made: boolean) => void;
}

export function NewInvitation({ open, onClose }: Props) {
  const t = useT();
  const [code, setCode] = useState<string | null>(null);
  const close = () => {
    onClose(code !== null);
    setCode(null);
  };
  return (
    <Dialog
      title={t(code === null ? 'admin.inviteTitle' : 'admin.inviteMade')}
      description={t(code === null ? 'admin.inviteText' : 'admin.inviteOnce')}
      open={open}
      onOpenChange={close}
    >
      {code === null ? (
        <InvitationForm onMade={setCode} />
      ) : (
        <CopyLine label={t('admin.inviteLink')} text={invitationLink(window.location.origin, code)} copyLabel={t('admin.copyLink')} />
      )}
    </Dialog>
  );
}
