'use client';
// One site: its line, where it stands, how the chat looks and what it asks. Nothing typed is lost where the server refuses it.

import { type FormEvent, useState } from 'react';
import { useDeskSetup } from '../../../client/react/admin/provider.tsx';
import { useT } from '../../../client/react/i18n/provider.tsx';
import { LIMITS } from '../../../core/protocol/limits.ts';
import type { WireSiteKey } from '../../../core/protocol/wire-site.ts';
import { RefusedNotice } from '../../settings/refused-notice.tsx';
import { useCall } from '../../settings/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { Embed } from './embed.tsx';
import { FormCard } from './form-card.tsx';
import { originsOf } from './origins.ts';
import { OriginsField } from './origins-field.tsx';
import { RemoveSite } from './remove-site.tsx';
import { areSound } from './site-fields.ts';
import { SiteFieldsCard } from './site-fields-card.tsx';
import { SiteLook } from './site-look.tsx';
import { SiteSecret } from './site-secret.tsx';
import { SwitchRow } from './switch-row.tsx';

interface Props {
  readonly site: WireSiteKey;
  readonly onChanged: (site: WireSiteKey, said: string) => void;
  readonly onRemoved: () => void;
  readonly onClose: () => void;
}

export function SiteForm({ site, onChanged, onRemoved, onClose }: Props) {
  const t = useT();
  const setup = useDeskSetup();
  const call = useCall();
  const [name, setName] = useState(site.name);
  const [typed, setTyped] = useState(site.origins.join('\n'));
  const [enforced, setEnforced] = useState(site.enforced);
  const [settings, setSettings] = useState(site.settings);
  const [tried, setTried] = useState(false);
  const { origins, bad } = originsOf(typed);
  const sound = name.trim() !== '' && bad === null && origins.length > 0 && areSound(settings.fields);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!sound) return;
    await call.run(async () => {
      const changed = await setup.updateSiteKey({ id: site.id, name: name.trim(), origins, enforced, settings });
      onChanged(changed, t('setup.saved', { name: changed.name }));
    });
  };
  return (
    <form onSubmit={(event) => void save(event)} noValidate className="grid gap-4">
      <FormCard title={t('setup.embedLine')}>
        <Embed siteKey={site.id} />
      </FormCard>
      <FormCard title={t('setup.siteBasics')}>
        <TextField
          label={t('setup.siteName')}
          hint={t('setup.siteNameHint')}
          error={name.trim() === '' ? t('setup.nameMissing') : undefined}
          value={name}
          maxLength={LIMITS.nameUnits}
          autoComplete="off"
          onChange={(event) => setName(event.target.value)}
        />
        <OriginsField value={typed} onChange={setTyped} tried={tried} />
      </FormCard>
      <SiteLook settings={settings} onChange={setSettings} />
      <SiteFieldsCard settings={settings} onChange={setSettings} tried={tried} />
      <FormCard title={t('setup.identity')} text={t('setup.identityText')}>
        <SwitchRow label={t('setup.enforced')} hint={t('setup.enforcedHint')} checked={enforced} onChange={setEnforced} />
        <SiteSecret site={site} onChanged={onChanged} />
      </FormCard>
      <RemoveSite site={site} onRemoved={onRemoved} />
      <div className="sticky bottom-0 -mx-1 grid gap-3 border-t border-line bg-surface-1 px-1 py-3">
        <RefusedNotice text={call.refused ?? (tried && !sound ? t('setup.notSound') : null)} />
        <div className="flex flex-wrap items-center gap-2">
          <Button kind="primary" type="submit" busy={call.busy}>
            {t('common.save')}
          </Button>
          <Button onClick={onClose}>{t('setup.allSites')}</Button>
        </div>
      </div>
    </form>
  );
}
