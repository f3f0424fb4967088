'use client';
// A row of a list that leads to a page of its own: a sign, the name with what is to be seen of it at once, and a line of facts.

import { ChevronRight, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Icon } from '../../ui/icon.tsx';

interface Props {
  readonly icon: LucideIcon;
  readonly name: string;
  readonly tag: ReactNode;
  /** The line below. */
  readonly children: ReactNode;
  readonly onOpen: () => void;
}

export function OpenRow({ icon, name, tag, children, onOpen }: Props) {
  return (
    <li>
      <button
        type="button"
        onClick={onOpen}
        className="flex min-h-16 w-full items-center gap-3 border-b border-line py-2.5 text-left hover:bg-surface-hover focus-visible:outline-offset-[-2px]"
      >
        <span className="grid size-10 flex-none place-items-center rounded-l bg-surface-2 text-text-2">
          <Icon of={icon} size={20} />
        </span>
        <span className="min-w-0 flex-1">
          <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <span className="max-w-full truncate font-name">{name}</span>
            {tag}
          </span>
          {children}
        </span>
        <Icon of={ChevronRight} size={16} className="text-text-3" />
      </button>
    </li>
  );
}
