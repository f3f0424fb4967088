// The sections of settings, in the order of the menu; `id` is the last part of the address.

import {
  CircleUserRound,
  Keyboard,
  KeyRound,
  Languages,
  LogOut,
  type LucideIcon,
  MonitorCheck,
  MonitorSmartphone,
  Palette,
} from 'lucide-react';

const SECTION_IDS = ['profile', 'appearance', 'language', 'keys', 'this-device', 'devices', 'password', 'account'] as const;
export type SettingsSection = (typeof SECTION_IDS)[number];

interface Row {
  readonly id: SettingsSection;
  readonly icon: LucideIcon;
}

export const SETTINGS_GROUPS: readonly { readonly title: 'groupYou' | 'groupAccount'; readonly items: readonly Row[] }[] = [
  {
    title: 'groupYou',
    items: [
      { id: 'profile', icon: CircleUserRound },
      { id: 'appearance', icon: Palette },
      { id: 'language', icon: Languages },
      { id: 'keys', icon: Keyboard },
      { id: 'this-device', icon: MonitorCheck },
    ],
  },
  {
    title: 'groupAccount',
    items: [
      { id: 'devices', icon: MonitorSmartphone },
      { id: 'password', icon: KeyRound },
      { id: 'account', icon: LogOut },
    ],
  },
];

/** The section of an address; undefined: there is none of that name. */
export function parseSettingsSection(text: string): SettingsSection | undefined {
  return SECTION_IDS.find((id) => id === text);
}
