'use client';
// Takes a site's key away for good, after a question.

import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useDeskSetup } from '../../../client/react/admin/provider.tsx';
import { useT } from '../../../client/react/i18n/provider.tsx';
import type { WireSiteKey } from '../../../core/protocol/wire-site.ts';
import { RefusedNotice } from '../../settings/refused-notice.tsx';
import { useCall } from '../../settings/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { FormCard } from './form-card.tsx';

export function RemoveSite({ site, onRemoved }: { readonly site: WireSiteKey; readonly onRemoved: () => void }) {
  const t = useT();
  const setup = useDeskSetup();
  const call = useCall();
  const [asked, setAsked] = useState(false);
  const remove = async () => {
    if (await call.run(() => setup.revokeSiteKey(site.id))) onRemoved();
  };
  return (
    <FormCard title={t('setup.removeSite')} text={t('setup.removeSiteText')}>
      <RefusedNotice text={call.refused} />
      <div>
        <Button icon={Trash2} busy={call.busy} onClick={() => setAsked(true)}>
          {t('setup.removeSite')}
        </Button>
      </div>
      <ConfirmDialog
        title={t('setup.removeSiteTitle', { name: site.name })}
        text={t('setup.removeSiteText')}
        confirm={t('setup.removeSite')}
        keep={t('setup.keep')}
        danger
        open={asked}
        onOpenChange={setAsked}
        onConfirm={() => void remove()}
      />
    </FormCard>
  );
}
