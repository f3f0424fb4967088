'use client';
import { type FormEvent, useState } from 'react';
import { useDeskSetup } from '../../../client/react/admin/provider.tsx';
import { useT } from '../../../client/react/i18n/provider.tsx';
import type { SiteKeyId } from '../../../core/protocol/ids.ts';
import { LIMITS } from '../../../core/protocol/limits.ts';
import { RefusedNotice } from '../../settings/refused-notice.tsx';
import { useCall } from '../../settings/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { originsOf } from './origins.ts';
import { OriginsField } from './origins-field.tsx';

interface Props {
  readonly open: boolean;
  /** Null: none was made. */
  readonly onClose: (made: SiteKeyId | null) => void;
}

export function NewSite({ open, onClose }: Props) {
  const t = useT();
  const setup = useDeskSetup();
  const call = useCall();
  const [name, setName] = useState('');
  const [typed, setTyped] = useState('');
  const [tried, setTried] = useState(false);
  const { origins, bad } = originsOf(typed);
  const noName = name.trim() === '';
  const make = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (noName || bad !== null || origins.length === 0) return;
    await call.run(async () => {
      const id = await setup.createSiteKey(name.trim(), origins);
      setName('');
      setTyped('');
      setTried(false);
      onClose(id);
    });
  };
  return (
    <Dialog title={t('setup.newSite')} open={open} onOpenChange={() => onClose(null)}>
      <form onSubmit={(event) => void make(event)} noValidate className="grid gap-4">
        <RefusedNotice text={call.refused} />
        <TextField
          label={t('setup.siteName')}
          hint={t('setup.siteNameHint')}
          error={tried && noName ? t('setup.nameMissing') : undefined}
          value={name}
          maxLength={LIMITS.nameUnits}
          autoComplete="off"
          onChange={(event) => setName(event.target.value)}
        />
        <OriginsField value={typed} onChange={setTyped} tried={tried} />
        <Button kind="primary" type="submit" wide busy={call.busy}>
          {t('setup.makeLine')}
        </Button>
      </form>
    </Dialog>
  );
}
