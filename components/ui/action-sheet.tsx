'use client';
// A menu as a sheet: entries of 48 px. `lifted` is what stands above it, such as a held message with its emoji.

import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import { Divider } from './divider.tsx';
import { Icon } from './icon.tsx';
import { keyed, type MenuEntry } from './menu-items.ts';
import { Sheet } from './sheet.tsx';

interface Props {
  readonly label: string;
  readonly entries: readonly MenuEntry[];
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly lifted?: ReactNode;
  /** The button that opens it. */
  readonly children?: ReactNode;
}

export function ActionSheet({ label, entries, open, onOpenChange, lifted, children }: Props) {
  return (
    <Sheet title={label} quiet open={open} onOpenChange={onOpenChange} trigger={children} lifted={lifted}>
      {keyed(entries).map(({ key, entry }) =>
        entry === 'divider' ? (
          <Divider key={key} />
        ) : (
          <button
            key={key}
            type="button"
            disabled={entry.disabled}
            onClick={() => {
              onOpenChange(false);
              entry.onSelect();
            }}
            className={cx(
              'flex h-12 w-full items-center gap-3.5 rounded-m px-3 text-left text-[16px] focus-visible:outline-offset-[-2px] disabled:text-text-disabled',
              entry.danger ? 'text-danger-text' : 'text-text-1 [&>svg]:text-text-2',
            )}
          >
            {entry.icon ? <Icon of={entry.icon} size={20} /> : null}
            <span className="min-w-0 flex-1 truncate">{entry.label}</span>
            {entry.checked ? <Icon of={Check} /> : null}
          </button>
        ),
      )}
    </Sheet>
  );
}
