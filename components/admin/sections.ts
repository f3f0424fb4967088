// The sections of administration, in the order of the menu; `id` is the last part of the address.

import { type LucideIcon, MailPlus, UsersRound } from 'lucide-react';

const SECTION_IDS = ['accounts', 'invitations'] as const;
export type AdminSection = (typeof SECTION_IDS)[number];

export const ADMIN_SECTIONS: readonly { readonly id: AdminSection; readonly icon: LucideIcon }[] = [
  { id: 'accounts', icon: UsersRound },
  { id: 'invitations', icon: MailPlus },
];

/** The section of an address; undefined: there is none of that name. */
export function parseAdminSection(text: string): AdminSection | undefined {
  return SECTION_IDS.find((id) => id === text);
}
