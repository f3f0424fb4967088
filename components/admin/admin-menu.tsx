'use client';
import type { MouseEvent } from 'react';
import { useT } from '../../client/react/i18n/provider.tsx';
import { PaneHeader } from '../ui/pane-header.tsx';
import { SideNav } from '../ui/side-nav.tsx';
import type { AdminSection } from './section-ids.ts';
import type { groupsOf } from './sections.ts';

interface Props {
  readonly groups: ReturnType<typeof groupsOf>;
  /** The section in view; undefined on a phone's menu. */
  readonly current: AdminSection | undefined;
  readonly onOpen: (href: string, event: MouseEvent) => void;
}

export function AdminMenu({ groups, current, onOpen }: Props) {
  const t = useT();
  return (
    <>
      <PaneHeader kind="list" title={t('admin.title')} />
      <div className="min-h-0 flex-1 overflow-y-auto">
        <SideNav
          label={t('admin.sections')}
          onOpen={(id, event) => onOpen(`/admin/${id}`, event)}
          groups={groups.map(({ title, items }) => ({
            title: t(`admin.${title}`),
            items: items.map(({ id, icon }) => ({
              id,
              icon,
              label: t(`admin.${id}`),
              href: `/admin/${id}`,
              current: id === current,
            })),
          }))}
        />
      </div>
    </>
  );
}
