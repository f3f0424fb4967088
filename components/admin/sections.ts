// The sections of administration, in the order of the menu; `id` is the last part of the address.

import { Activity, type LucideIcon, MailPlus, UsersRound } from 'lucide-react';

const SECTION_IDS = ['accounts', 'invitations', 'operations'] as const;
export type AdminSection = (typeof SECTION_IDS)[number];

interface Row {
  readonly id: AdminSection;
  readonly icon: LucideIcon;
}

export const ADMIN_GROUPS: readonly { readonly title: 'groupPeople' | 'groupServer'; readonly items: readonly Row[] }[] = [
  {
    title: 'groupPeople',
    items: [
      { id: 'accounts', icon: UsersRound },
      { id: 'invitations', icon: MailPlus },
    ],
  },
  { title: 'groupServer', items: [{ id: 'operations', icon: Activity }] },
];

/** The section of an address; undefined: there is none of that name. */
export function parseAdminSection(text: string): AdminSection | undefined {
  return SECTION_IDS.find((id) => id === text);
}
