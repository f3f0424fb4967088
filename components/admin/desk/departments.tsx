'use client';
// The departments of the desk: what waits for whom, and each one's set-up.

import { Building2, Check, Moon, Plus, Sun } from 'lucide-react';
import { useState } from 'react';
import { useDeskSetup } from '../../../client/react/admin/provider.tsx';
import { useFormat, useT } from '../../../client/react/i18n/provider.tsx';
import type { DepartmentId } from '../../../core/protocol/ids.ts';
import type { WireDepartmentSetup } from '../../../core/protocol/wire-setup.ts';
import { SectionPage } from '../../settings/section-page.tsx';
import { useLoaded } from '../../settings/use-loaded.ts';
import { Tag } from '../../ui/tag.tsx';
import { useToast } from '../../ui/toast.tsx';
import { DepartmentForm } from './department-form.tsx';
import type { DeskPageProps } from './desk-page-props.ts';
import { ListStates } from './list-states.tsx';
import { NewDepartment } from './new-department.tsx';
import { OpenRow } from './open-row.tsx';

function OpenTag({ department, at }: { readonly department: WireDepartmentSetup; readonly at: number }) {
  const t = useT();
  const format = useFormat();
  if (department.open) {
    return (
      <Tag tone="success" icon={Sun}>
        {t('setup.openNow')}
      </Tag>
    );
  }
  const opens = department.opensAt === null ? null : Date.parse(department.opensAt);
  return (
    <Tag icon={Moon}>
      {opens === null ? t('setup.closed') : t('setup.closedUntil', { when: `${format.day(opens, at)} ${format.time(opens)}` })}
    </Tag>
  );
}

function Row({ department, at, onOpen }: { readonly department: WireDepartmentSetup; readonly at: number; readonly onOpen: () => void }) {
  const t = useT();
  return (
    <OpenRow icon={Building2} name={department.name} tag={<OpenTag department={department} at={at} />} onOpen={onOpen}>
      <span className="flex flex-wrap gap-x-3 text-12 text-text-3">
        <span>{t('setup.agentCount', { count: department.agents })}</span>
        <span>{t('setup.ticketCount', { count: department.tickets })}</span>
        <span>{t(`setup.strategy_${department.strategy}`)}</span>
      </span>
    </OpenRow>
  );
}

export function DepartmentsAdmin({ title, lead, onBack }: DeskPageProps) {
  const t = useT();
  const toast = useToast();
  const setup = useDeskSetup();
  const { loaded, reload, refresh } = useLoaded(setup.departments);
  const [making, setMaking] = useState(false);
  const [edited, setEdited] = useState<DepartmentId | null>(null);
  const all = loaded.state === 'ready' ? loaded.data : [];
  const department = all.find(({ id }) => id === edited);
  if (department) {
    const close = (said: string | null) => {
      setEdited(null);
      refresh();
      if (said !== null) toast({ text: said, icon: Check });
    };
    return (
      <SectionPage title={department.name} onBack={() => close(null)}>
        <DepartmentForm
          key={department.id}
          department={department}
          others={all.filter(({ id }) => id !== edited)}
          onClose={close}
          onReload={refresh}
        />
      </SectionPage>
    );
  }
  return (
    <SectionPage
      title={title}
      lead={lead}
      action={{ icon: Plus, label: t('setup.newDepartment'), onAct: () => setMaking(true) }}
      onBack={onBack}
    >
      <ListStates
        loaded={loaded}
        count={all.length}
        rows={3}
        onRetry={reload}
        icon={Building2}
        title={t('setup.noDepartments')}
        text={t('setup.noDepartmentsText')}
      />
      {loaded.state === 'ready' && all.length > 0 ? (
        <ul>
          {all.map((one) => (
            <Row key={one.id} department={one} at={loaded.at} onOpen={() => setEdited(one.id)} />
          ))}
        </ul>
      ) : null}
      <NewDepartment
        open={making}
        onClose={(made) => {
          setMaking(false);
          if (made) refresh();
        }}
      />
    </SectionPage>
  );
}
