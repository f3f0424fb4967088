'use client';
// What the site signs its visitors' identities with: hidden until it is asked for, and made anew on demand.

import { Eye, RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { useDeskSetup } from '../../../client/react/admin/provider.tsx';
import { useT } from '../../../client/react/i18n/provider.tsx';
import type { WireSiteKey } from '../../../core/protocol/wire-site.ts';
import { RefusedNotice } from '../../settings/refused-notice.tsx';
import { useCall } from '../../settings/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { CopyLine } from '../copy-line.tsx';

interface Props {
  readonly site: WireSiteKey;
  readonly onChanged: (site: WireSiteKey, said: string) => void;
}

export function SiteSecret({ site, onChanged }: Props) {
  const t = useT();
  const setup = useDeskSetup();
  const call = useCall();
  const [shown, setShown] = useState(false);
  const [asked, setAsked] = useState(false);
  const renew = async () => {
    await call.run(async () => onChanged(await setup.rotateSecret(site.id), t('setup.secretNew')));
  };
  return (
    <div className="grid gap-3">
      <RefusedNotice text={call.refused} />
      {shown ? <CopyLine label={t('setup.secret')} text={site.secret} copyLabel={t('setup.copySecret')} quiet /> : null}
      <div className="flex flex-wrap gap-2">
        {shown ? null : (
          <Button icon={Eye} onClick={() => setShown(true)}>
            {t('setup.showSecret')}
          </Button>
        )}
        <Button icon={RefreshCw} busy={call.busy} onClick={() => setAsked(true)}>
          {t('setup.renewSecret')}
        </Button>
      </div>
      <ConfirmDialog
        title={t('setup.renewTitle')}
        text={t('setup.renewText')}
        confirm={t('setup.renewSecret')}
        keep={t('setup.keep')}
        danger
        open={asked}
        onOpenChange={setAsked}
        onConfirm={() => void renew()}
      />
    </div>
  );
}
