'use client';
// Puts a department away; not while it has open tickets, which is said before it is asked.

import { useState } from 'react';
import { useDeskSetup } from '../../../client/react/admin/provider.tsx';
import { useT } from '../../../client/react/i18n/provider.tsx';
import type { WireDepartmentSetup } from '../../../core/protocol/wire-setup.ts';
import { RefusedNotice } from '../../settings/refused-notice.tsx';
import { useCall } from '../../settings/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { FormCard } from './form-card.tsx';

export function ArchiveDepartment({
  department,
  onArchived,
}: {
  readonly department: WireDepartmentSetup;
  readonly onArchived: () => void;
}) {
  const t = useT();
  const setup = useDeskSetup();
  const call = useCall();
  const [asked, setAsked] = useState(false);
  const { id, name, tickets } = department;
  const archive = async () => {
    if (await call.run(() => setup.archiveDepartment(id))) onArchived();
  };
  return (
    <FormCard title={t('setup.archive')} text={tickets > 0 ? t('setup.archiveNot', { count: tickets }) : t('setup.archiveText')}>
      <RefusedNotice text={call.refused} />
      <div>
        <Button disabled={tickets > 0} busy={call.busy} onClick={() => setAsked(true)}>
          {t('setup.archive')}
        </Button>
      </div>
      <ConfirmDialog
        title={t('setup.archiveTitle', { name })}
        text={t('setup.archiveText')}
        confirm={t('setup.archive')}
        keep={t('setup.keep')}
        danger
        open={asked}
        onOpenChange={setAsked}
        onConfirm={() => void archive()}
      />
    </FormCard>
  );
}
