// The inner navigation of settings and administration: groups of places with icons.

import { ChevronRight, type LucideIcon } from 'lucide-react';
import type { MouseEvent } from 'react';
import { Icon } from './icon.tsx';

interface SideNavGroup {
  readonly title?: string;
  readonly items: readonly {
    readonly id: string;
    readonly label: string;
    readonly icon: LucideIcon;
    readonly href: string;
    readonly current?: boolean;
  }[];
}

interface Props {
  readonly label: string;
  readonly groups: readonly SideNavGroup[];
  readonly onOpen?: (id: string, event: MouseEvent) => void;
}

export function SideNav({ label, groups, onOpen }: Props) {
  return (
    <nav aria-label={label} className="flex flex-col gap-px px-2 py-2">
      {groups.map((group) => (
        <div key={group.items[0]?.id} className="flex flex-col gap-px pb-3">
          {group.title ? <div className="px-2 pb-1 text-12 text-text-3">{group.title}</div> : null}
          {group.items.map((item) => (
            <a
              key={item.id}
              href={item.href}
              aria-current={item.current ? 'page' : undefined}
              onClick={onOpen ? (event) => onOpen(item.id, event) : undefined}
              className="flex h-[34px] items-center gap-2.5 rounded-s px-2 hover:bg-surface-hover max-md:h-12 max-md:text-[16px] aria-[current=page]:bg-surface-selected aria-[current=page]:font-name [&_svg]:text-text-2 aria-[current=page]:[&_svg]:text-accent-soft-text"
            >
              <Icon of={item.icon} />
              <span className="min-w-0 flex-1">{item.label}</span>
              <span className="flex md:hidden">
                <Icon of={ChevronRight} size={16} />
              </span>
            </a>
          ))}
        </div>
      ))}
    </nav>
  );
}
