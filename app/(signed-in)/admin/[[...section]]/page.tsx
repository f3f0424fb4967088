import { notFound } from 'next/navigation';
import { AdminScreen } from '../../../../components/admin/admin-screen.tsx';
import { parseAdminSection } from '../../../../components/admin/sections.ts';

interface Props {
  readonly params: Promise<{ readonly section?: readonly string[] }>;
}

export default async function AdminPage({ params }: Props) {
  const [section, ...more] = (await params).section ?? [];
  if (more.length > 0 || (section !== undefined && !parseAdminSection(section))) notFound();
  return <AdminScreen />;
}
