'use client';
// Administration: who may come in, the desk's set-up, how the server is doing. On a phone first the menu, then the section.

import { MailPlus } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useAccount } from '../../client/react/account/provider.tsx';
import { LaterWords, useT } from '../../client/react/i18n/provider.tsx';
import { Frame } from '../messenger/frame.tsx';
import { SectionPage } from '../settings/section-page.tsx';
import { useSections } from '../settings/use-sections.ts';
import { PaneHeader } from '../ui/pane-header.tsx';
import { RowSkeletons } from '../ui/skeleton.tsx';
import { usePhone } from '../ui/use-media.ts';
import { AccountsAdmin } from './accounts.tsx';
import { AdminMenu } from './admin-menu.tsx';
import { InvitationsAdmin } from './invitations.tsx';
import { AdminOnly } from './load-failed.tsx';
import { OperationsAdmin } from './operations/operations.tsx';
import { type AdminSection, isDeskSection, parseAdminSection } from './section-ids.ts';
import { groupsOf } from './sections.ts';
import { useDeskRole } from './use-desk-role.ts';

const DeskPage = lazy(() => import('./desk/desk-page.tsx').then((module) => ({ default: module.DeskPage })));

interface PageProps {
  readonly section: AdminSection;
  readonly me: { readonly id: string; readonly power: number };
  readonly onBack: () => void;
}

function Page({ section, me, onBack }: PageProps) {
  const t = useT();
  const [making, setMaking] = useState(false);
  if (isDeskSection(section)) {
    return (
      <Suspense fallback={<RowSkeletons rows={3} />}>
        <DeskPage section={section} onBack={onBack} />
      </Suspense>
    );
  }
  if (section === 'accounts') {
    return (
      <SectionPage title={t('admin.accounts')} lead={t('admin.accountsLead')} wide onBack={onBack}>
        <AccountsAdmin me={me} />
      </SectionPage>
    );
  }
  if (section === 'operations') {
    return (
      <SectionPage title={t('admin.operations')} lead={t('operations.lead')} wide onBack={onBack}>
        <OperationsAdmin />
      </SectionPage>
    );
  }
  const invite = { icon: MailPlus, label: t('admin.invite'), onAct: () => setMaking(true) };
  return (
    <SectionPage title={t('admin.invitations')} lead={t('admin.invitationsLead')} action={invite} onBack={onBack}>
      <InvitationsAdmin making={making} onMade={() => setMaking(false)} />
    </SectionPage>
  );
}

export function AdminScreen() {
  return (
    <LaterWords>
      <Screen />
    </LaterWords>
  );
}

function Screen() {
  const t = useT();
  const { session } = useAccount();
  const { section, open, back } = useSections('/admin', parseAdminSection);
  const phone = usePhone();
  const role = useDeskRole();
  if (session.state !== 'in') return null;
  const groups = groupsOf(session.power, role ?? null);
  const ids = groups.flatMap(({ items }) => items.map(({ id }) => id));
  const shown = section ?? ids[0] ?? 'accounts';
  const allowed = ids.includes(shown);
  const waits = session.power === 0 && role === undefined;
  return (
    <Frame
      active="admin"
      pane={section || ids.length === 0 ? 'main' : 'list'}
      listLabel={t('admin.sections')}
      list={
        ids.length > 0 ? (
          <AdminMenu groups={groups} current={phone ? section : shown} onOpen={open} />
        ) : (
          <PaneHeader kind="list" title={t('admin.title')} />
        )
      }
      mainLabel={t(allowed ? `admin.${shown}` : 'admin.title')}
      main={
        allowed ? (
          <Page key={shown} section={shown} me={{ id: session.user.id, power: session.power }} onBack={back} />
        ) : waits ? (
          <RowSkeletons rows={3} />
        ) : (
          <AdminOnly />
        )
      }
    />
  );
}
