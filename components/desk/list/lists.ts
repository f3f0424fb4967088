// The lists of tickets that the desk shows, in the order of its menu.

import { AtSign, BellRing, CircleCheck, Inbox, Layers, type LucideIcon, Moon, UserRoundCheck } from 'lucide-react';
import type { ViewKey } from '../../../client/react/desk/hooks.ts';
import { kept } from '../../../client/react/device/kept.ts';
import { type DepartmentId, parseId } from '../../../core/protocol/ids.ts';

const NAMES = ['mine', 'queue', 'unanswered', 'all', 'mentions', 'snoozed', 'closed'] as const;
export type ListName = (typeof NAMES)[number];

export const LISTS: readonly { readonly name: ListName; readonly icon: LucideIcon }[] = [
  { name: 'mine', icon: UserRoundCheck },
  { name: 'queue', icon: Inbox },
  { name: 'unanswered', icon: BellRing },
  { name: 'all', icon: Layers },
  { name: 'mentions', icon: AtSign },
  { name: 'snoozed', icon: Moon },
  { name: 'closed', icon: CircleCheck },
];

/** A list, or all open tickets of a department. */
export interface Chosen {
  readonly name: ListName;
  readonly departmentId: DepartmentId | null;
}

const FIRST: Chosen = { name: 'mine', departmentId: null };

function parseChosen(value: unknown): Chosen {
  if (typeof value !== 'object' || value === null || !('name' in value)) return FIRST;
  const name = NAMES.find((each) => each === value.name);
  const id = 'departmentId' in value && typeof value.departmentId === 'string' ? parseId<DepartmentId>(value.departmentId) : null;
  return name ? { name, departmentId: id } : FIRST;
}

/** Which list this person looks at. */
export const chosenList = kept<Chosen>('parley.desk.list', FIRST, parseChosen);

/** What is asked for: mentions are found among all that are open. */
export const keyOfList = ({ name, departmentId }: Chosen): ViewKey => ({ view: name === 'mentions' ? 'all' : name, departmentId });
