'use client';
import type { MouseEvent } from 'react';
import { useT } from '../../client/react/i18n/provider.tsx';
import { PaneHeader } from '../ui/pane-header.tsx';
import { SideNav } from '../ui/side-nav.tsx';
import { MeCard } from './me-card.tsx';
import { SETTINGS_GROUPS, type SettingsSection } from './sections.ts';

interface Props {
  /** The section in view; undefined on a phone's menu. */
  readonly current: SettingsSection | undefined;
  readonly onOpen: (href: string, event: MouseEvent) => void;
}

export function SettingsMenu({ current, onOpen }: Props) {
  const t = useT();
  return (
    <>
      <PaneHeader kind="list" title={t('settings.title')} />
      <div className="min-h-0 flex-1 overflow-y-auto">
        <MeCard onOpen={onOpen} />
        <SideNav
          label={t('settings.sections')}
          onOpen={(id, event) => onOpen(`/settings/${id}`, event)}
          groups={SETTINGS_GROUPS.map(({ title, items }) => ({
            title: t(`settings.${title}`),
            items: items.map(({ id, icon }) => ({
              id,
              icon,
              label: t(`settings.${id}`),
              href: `/settings/${id}`,
              current: id === current,
            })),
          }))}
        />
      </div>
    </>
  );
}
