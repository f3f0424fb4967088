'use client';
// The web sites whose pages may show the chat, each with its one line.

import { AppWindow, Check, ChevronRight, Lock, Plus } from 'lucide-react';
import { useState } from 'react';
import { useDeskSetup } from '../../../client/react/admin/provider.tsx';
import { useT } from '../../../client/react/i18n/provider.tsx';
import type { SiteKeyId } from '../../../core/protocol/ids.ts';
import type { WireSiteKey } from '../../../core/protocol/wire-site.ts';
import { SectionPage } from '../../settings/section-page.tsx';
import { useLoaded } from '../../settings/use-loaded.ts';
import { Icon } from '../../ui/icon.tsx';
import { RowSkeletons } from '../../ui/skeleton.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { Tag } from '../../ui/tag.tsx';
import { useToast } from '../../ui/toast.tsx';
import { LoadFailed } from '../load-failed.tsx';
import type { DeskPageProps } from './desk-page-props.ts';
import { NewSite } from './new-site.tsx';
import { SiteForm } from './site-form.tsx';

function Row({ site, onOpen }: { readonly site: WireSiteKey; readonly onOpen: () => void }) {
  const t = useT();
  return (
    <li>
      <button
        type="button"
        onClick={onOpen}
        className="flex min-h-16 w-full items-center gap-3 border-b border-line py-2.5 text-left hover:bg-surface-hover focus-visible:outline-offset-[-2px]"
      >
        <span className="grid size-10 flex-none place-items-center rounded-l bg-surface-2 text-text-2">
          <Icon of={AppWindow} size={20} />
        </span>
        <span className="min-w-0 flex-1">
          <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <span className="max-w-full truncate font-name">{site.name}</span>
            {site.enforced ? (
              <Tag icon={Lock} tone="info">
                {t('setup.siteEnforced')}
              </Tag>
            ) : null}
          </span>
          <span className="block truncate text-12 text-text-3">{site.origins.join(', ')}</span>
        </span>
        <Icon of={ChevronRight} size={16} className="text-text-3" />
      </button>
    </li>
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
      {loaded.state === 'loading' ? <RowSkeletons page rows={2} /> : null}
      {loaded.state === 'failed' ? <LoadFailed error={loaded.error} onRetry={reload} /> : null}
      {loaded.state === 'ready' && sites.length === 0 ? (
        <EmptyState icon={AppWindow} title={t('setup.noSites')} text={t('setup.noSitesText')} />
      ) : null}
      <ul>
        {sites.map((one) => (
          <Row key={one.id} site={one} onOpen={() => setEdited(one.id)} />
        ))}
      </ul>
      <NewSite open={making} onClose={made} />
    </SectionPage>
  );
}
