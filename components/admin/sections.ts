// The sections of administration, in the order of the menu; `id` is the last part of the address. Which of them somebody has is
// told by their power over the installation and their role at the desk; the server decides for itself.

import { Activity, AppWindow, Building2, Compass, Headset, History, type LucideIcon, MailPlus, TextQuote, UsersRound } from 'lucide-react';
import type { DeskRole } from '../../core/protocol/desk.ts';
import type { AdminSection } from './section-ids.ts';

interface Row {
  readonly id: AdminSection;
  readonly icon: LucideIcon;
}

interface Group {
  readonly title: 'groupPeople' | 'groupDesk' | 'groupServer';
  readonly items: readonly Row[];
}

const GROUPS: readonly Group[] = [
  {
    title: 'groupPeople',
    items: [
      { id: 'accounts', icon: UsersRound },
      { id: 'invitations', icon: MailPlus },
    ],
  },
  {
    title: 'groupDesk',
    items: [
      { id: 'guide', icon: Compass },
      { id: 'departments', icon: Building2 },
      { id: 'agents', icon: Headset },
      { id: 'replies', icon: TextQuote },
      { id: 'sites', icon: AppWindow },
      { id: 'audit', icon: History },
    ],
  },
  { title: 'groupServer', items: [{ id: 'operations', icon: Activity }] },
];

/** Everybody of the desk has canned replies; `role` null: not of the desk. */
export function groupsOf(power: number, role: DeskRole | null): readonly Group[] {
  if (power > 0) return GROUPS;
  const desk = GROUPS.filter(({ title }) => title === 'groupDesk');
  if (role === 'admin') return desk;
  return role === null ? [] : desk.map((group) => ({ ...group, items: group.items.filter(({ id }) => id === 'replies') }));
}
