'use client';
// Settings: the menu as the list, one section as the page. On a phone first the menu, then the section with a way back.

import { type ReactNode, Suspense } from 'react';
import { LaterWords, useT } from '../../client/react/i18n/provider.tsx';
import { Frame } from '../messenger/frame.tsx';
import { RowSkeletons } from '../ui/skeleton.tsx';
import { usePhone } from '../ui/use-media.ts';
import { AppearanceSettings } from './appearance.tsx';
import { DeviceSettings } from './devices.tsx';
import { KeysSettings } from './keys.tsx';
import { LanguageSettings } from './language.tsx';
import { PasswordSettings } from './password.tsx';
import { ProfileSettings } from './profile.tsx';
import { SectionPage } from './section-page.tsx';
import { parseSettingsSection, type SettingsSection } from './sections.ts';
import { SettingsMenu } from './settings-menu.tsx';
import { SignOutSettings } from './sign-out.tsx';
import { ThisDevice } from './this-device.tsx';
import { useSections } from './use-sections.ts';

const FIRST: SettingsSection = 'profile';

function content(section: SettingsSection): ReactNode {
  switch (section) {
    case 'profile':
      return <ProfileSettings />;
    case 'appearance':
      return <AppearanceSettings />;
    case 'language':
      return <LanguageSettings />;
    case 'keys':
      return <KeysSettings />;
    case 'this-device':
      return <ThisDevice />;
    case 'devices':
      return <DeviceSettings />;
    case 'password':
      return <PasswordSettings />;
    case 'account':
      return <SignOutSettings />;
  }
}

export function SettingsScreen() {
  const t = useT();
  const { section, open, back } = useSections('/settings', parseSettingsSection);
  const phone = usePhone();
  const shown = section ?? FIRST;
  const title = t(`settings.${shown}`);
  return (
    <Frame
      active="settings"
      pane={section ? 'main' : 'list'}
      listLabel={t('settings.sections')}
      list={<SettingsMenu current={phone ? section : shown} onOpen={open} />}
      mainLabel={title}
      main={
        <SectionPage key={shown} title={title} lead={t(`settings.${shown}Lead`)} onBack={back}>
          <Suspense fallback={<RowSkeletons page />}>
            <LaterWords>{content(shown)}</LaterWords>
          </Suspense>
        </SectionPage>
      }
    />
  );
}
