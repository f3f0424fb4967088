// A menu as data, so that a dropdown, a context menu and a phone's sheet show the same.

import type { LucideIcon } from 'lucide-react';

export interface MenuAction {
  readonly id: string;
  readonly label: string;
  readonly icon?: LucideIcon;
  readonly keys?: string;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  /** The chosen one of a set: a tick at its right. */
  readonly checked?: boolean;
  readonly onSelect: () => void;
}

export type MenuEntry = MenuAction | 'divider';

/** Each entry with a key that lasts: an action's id, a divider's place. */
export function keyed(entries: readonly MenuEntry[]): { readonly key: string; readonly entry: MenuEntry }[] {
  return entries.map((entry, index) => ({ key: entry === 'divider' ? `divider-${index}` : entry.id, entry }));
}

export const PANEL =
  'floats z-(--z-popover) min-w-[232px] max-w-[260px] rounded-l bg-surface-3 p-1.5 shadow-3 text-text-1 outline-none overflow-y-auto';

export function itemClass(action: MenuAction): string {
  const tone = action.danger ? 'text-danger-text' : 'text-text-1 [&>svg]:text-text-2';
  return (
    `flex h-[34px] w-full items-center gap-2.5 rounded-s px-2 text-left text-14 outline-none select-none ${tone} ` +
    'data-highlighted:bg-surface-3-hover data-disabled:text-text-disabled data-disabled:[&>svg]:text-text-disabled'
  );
}
