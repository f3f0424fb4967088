// The lists of tickets that the desk shows, in the order of its menu.

import { AtSign, BellRing, CircleCheck, Inbox, Layers, type LucideIcon, Moon, UserRoundCheck } from 'lucide-react';
import type { ViewKey } from '../../../client/react/desk/hooks.ts';
import { kept } from '../../../client/react/device/kept.ts';
import type { DeskRole } from '../../../core/protocol/desk.ts';
import { type DepartmentId, type DeskViewId, parseId } from '../../../core/protocol/ids.ts';

const NAMES = ['mine', 'queue', 'unanswered', 'all', 'mentions', 'snoozed', 'closed'] as const;
export type ListName = (typeof NAMES)[number];

const LISTS: readonly { readonly name: ListName; readonly icon: LucideIcon }[] = [
  { name: 'mine', icon: UserRoundCheck },
  { name: 'queue', icon: Inbox },
  { name: 'unanswered', icon: BellRing },
  { name: 'all', icon: Layers },
  { name: 'mentions', icon: AtSign },
  { name: 'snoozed', icon: Moon },
  { name: 'closed', icon: CircleCheck },
];

/** What nobody answers is told to who leads. */
export const listsFor = (role: DeskRole) => LISTS.filter(({ name }) => role !== 'agent' || name !== 'unanswered');

/** A list, all open tickets of a department, or a saved list. */
export interface Chosen {
  readonly name: ListName;
  readonly departmentId: DepartmentId | null;
  readonly viewId?: DeskViewId;
}

const FIRST: Chosen = { name: 'mine', departmentId: null };

export const ofView = (viewId: DeskViewId): Chosen => ({ name: 'all', departmentId: null, viewId });

export const sameList = (a: Chosen, b: Chosen): boolean => a.name === b.name && a.departmentId === b.departmentId && a.viewId === b.viewId;

/** All that can be chosen, as the menu has it. */
export const choicesOf = (
  role: DeskRole,
  views: readonly { readonly id: DeskViewId }[],
  departments: readonly { readonly id: DepartmentId }[],
): Chosen[] => [
  ...listsFor(role).map(({ name }) => ({ name, departmentId: null })),
  ...views.map(({ id }) => ofView(id)),
  ...departments.map(({ id }) => ({ name: 'all' as const, departmentId: id })),
];

function parseChosen(value: unknown): Chosen {
  if (typeof value !== 'object' || value === null || !('name' in value)) return FIRST;
  const name = NAMES.find((each) => each === value.name);
  const id = 'departmentId' in value && typeof value.departmentId === 'string' ? parseId<DepartmentId>(value.departmentId) : null;
  const view = 'viewId' in value && typeof value.viewId === 'string' ? parseId<DeskViewId>(value.viewId) : null;
  if (view !== null) return ofView(view);
  return name ? { name, departmentId: id } : FIRST;
}

/** Which list this person looks at. */
export const chosenList = kept<Chosen>('parley.desk.list', FIRST, parseChosen);

/** What is asked for: mentions are found among all that are open. */
export const keyOfList = ({ name, departmentId }: Omit<Chosen, 'viewId'>): ViewKey => ({
  view: name === 'mentions' ? 'all' : name,
  departmentId,
});
