import { notFound } from 'next/navigation';
import { parseSettingsSection } from '../../../../components/settings/sections.ts';
import { SettingsScreen } from '../../../../components/settings/settings-screen.tsx';

interface Props {
  readonly params: Promise<{ readonly section?: readonly string[] }>;
}

export default async function SettingsPage({ params }: Props) {
  const [section, ...more] = (await params).section ?? [];
  if (more.length > 0 || (section !== undefined && !parseSettingsSection(section))) notFound();
  return <SettingsScreen />;
}
