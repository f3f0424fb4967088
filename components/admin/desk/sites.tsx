'use client';
// The web sites whose pages may show the chat, each with its one line.

import { AppWindow, Check, Lock, Plus } from 'lucide-react';
import { useState } from 'react';
import { useDeskSetup } from '../../../client/react/admin/provider.tsx';
import { useT } from '../../../client/react/i18n/provider.tsx';
import type { SiteKeyId } from '../../../core/protocol/ids.ts';
import type { WireSiteKey } from '../../../core/protocol/wire-site.ts';
import { SectionPage } from '../../settings/section-page.tsx';
import { useLoaded } from '../../settings/use-loaded.ts';
import { Tag } from '../../ui/tag.tsx';
import { useToast } from '../../ui/toast.tsx';
import type { DeskPageProps } from './desk-page-props.ts';
import { ListStates } from './list-states.tsx';
import { NewSite } from './new-site.tsx';
import { OpenRow } from './open-row.tsx';
import { SiteForm } from './site-form.tsx';

function Row({ site, onOpen }: { readonly site: WireSiteKey; readonly onOpen: () => void }) {
  const t = useT();
  const tag = site.enforced ? (
    <Tag icon={Lock} tone="info">
      {t('setup.siteEnforced')}
    </Tag>
  ) : null;
  return (
    <OpenRow icon={AppWindow} name={site.name} tag={tag} onOpen={onOpen}>
      <span className="block truncate text-12 text-text-3">{site.origins.join(', ')}</span>
    </OpenRow>
  );
}

export function SitesAdmin({ title, lead, onBack }: DeskPageProps) {
  const t = useT();
  const toast = useToast();
  const setup = useDeskSetup();
  const { loaded, reload, refresh, change } = useLoaded(setup.siteKeys);
  const [making, setMaking] = useState(false);
  const [edited, setEdited] = useState<SiteKeyId | null>(null);
  const sites = loaded.state === 'ready' ? loaded.data : [];
  const site = sites.find(({ id }) => id === edited);
  if (site) {
    const put = (next: WireSiteKey, said: string) => {
      change((now) => now.map((one) => (one.id === next.id ? next : one)));
      toast({ text: said, icon: Check });
    };
    const removed = () => {
      setEdited(null);
      change((now) => now.filter(({ id }) => id !== site.id));
      toast({ text: t('setup.siteRemoved', { name: site.name }), icon: Check });
    };
    return (
      <SectionPage title={site.name} onBack={() => setEdited(null)}>
        <SiteForm site={site} onChanged={put} onRemoved={removed} onClose={() => setEdited(null)} />
      </SectionPage>
    );
  }
  const made = (id: SiteKeyId | null) => {
    setMaking(false);
    if (id === null) return;
    refresh();
    setEdited(id);
  };
  return (
    <SectionPage title={title} lead={lead} action={{ icon: Plus, label: t('setup.newSite'), onAct: () => setMaking(true) }} onBack={onBack}>
      <ListStates
        loaded={loaded}
        count={sites.length}
        rows={2}
        onRetry={reload}
        icon={AppWindow}
        title={t('setup.noSites')}
        text={t('setup.noSitesText')}
      />
      <ul>
        {sites.map((one) => (
          <Row key={one.id} site={one} onOpen={() => setEdited(one.id)} />
        ))}
      </ul>
      <NewSite open={making} onClose={made} />
    </SectionPage>
  );
}
