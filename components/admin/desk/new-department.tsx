'use client';
import { type FormEvent, useState } from 'react';
import { useDeskSetup } from '../../../client/react/admin/provider.tsx';
import { useT } from '../../../client/react/i18n/provider.tsx';
import { LIMITS } from '../../../core/protocol/limits.ts';
import { RefusedNotice } from '../../settings/refused-notice.tsx';
import { useCall } from '../../settings/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';

interface Props {
  readonly open: boolean;
  readonly onClose: (made: boolean) => void;
}

export function NewDepartment({ open, onClose }: Props) {
  const t = useT();
  const setup = useDeskSetup();
  const call = useCall();
  const [name, setName] = useState('');
  const [tried, setTried] = useState(false);
  const fault = name.trim() === '' ? t('setup.nameMissing') : undefined;
  const close = (made: boolean) => {
    onClose(made);
    setTried(false);
    call.clear();
    if (made) setName('');
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!fault && (await call.run(() => setup.createDepartment(name.trim())))) close(true);
  };
  return (
    <Dialog title={t('setup.newDepartment')} description={t('setup.newDepartmentText')} open={open} onOpenChange={() => close(false)}>
      <form onSubmit={(event) => void submit(event)} noValidate className="grid gap-4">
        <RefusedNotice text={call.refused} />
        <TextField
          label={t('setup.departmentName')}
          hint={t('setup.departmentNameHint')}
          error={tried ? fault : undefined}
          value={name}
          maxLength={LIMITS.nameUnits}
          onChange={(event) => setName(event.target.value)}
          autoComplete="off"
        />
        <Button kind="primary" type="submit" wide busy={call.busy}>
          {t('setup.create')}
        </Button>
      </form>
    </Dialog>
  );
}
