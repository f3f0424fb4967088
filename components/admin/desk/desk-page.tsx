'use client';
// One page of the desk's set-up.

import { useT } from '../../../client/react/i18n/provider.tsx';
import type { DeskSection } from '../section-ids.ts';
import { AgentsAdmin } from './agents.tsx';
import { AuditAdmin } from './audit.tsx';
import { DepartmentsAdmin } from './departments.tsx';
import type { DeskPageProps } from './desk-page-props.ts';
import { Guide } from './guide.tsx';
import { RepliesAdmin } from './replies.tsx';
import { SitesAdmin } from './sites.tsx';

const PAGES = {
  guide: Guide,
  departments: DepartmentsAdmin,
  agents: AgentsAdmin,
  replies: RepliesAdmin,
  sites: SitesAdmin,
  audit: AuditAdmin,
} as const satisfies Record<DeskSection, (props: DeskPageProps) => unknown>;

export function DeskPage({ section, onBack }: { readonly section: DeskSection; readonly onBack: () => void }) {
  const t = useT();
  const Shown = PAGES[section];
  return <Shown title={t(`admin.${section}`)} lead={t(`setup.${section}Lead`)} onBack={onBack} />;
}
