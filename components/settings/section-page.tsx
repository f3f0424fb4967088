'use client';
// One page of settings or administration: title, one line about it, its content in a column. On a phone the bar of the
// pane has the title and the way back to the menu.

import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { PaneHeader } from '../ui/pane-header.tsx';

interface Props {
  readonly title: string;
  readonly lead?: string;
  /** Right of the title: the page's one action. */
  readonly action?: { readonly icon: LucideIcon; readonly label: string; readonly onAct: () => void };
  /** For tables. */
  readonly wide?: boolean;
  readonly onBack: () => void;
  readonly children: ReactNode;
}

export function SectionPage({ title, lead, action, wide, onBack, children }: Props) {
  const button = (size: 'small' | 'normal') =>
    action ? (
      <Button kind="primary" size={size} icon={action.icon} onClick={action.onAct}>
        {action.label}
      </Button>
    ) : null;
  return (
    <>
      <div className="flex-none md:hidden">
        <PaneHeader title={title} onBack={onBack} actions={button('small')} />
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto bg-surface-1">
        <div
          className={cx('@container flex min-h-full flex-col gap-5 px-10 py-7 max-md:px-4 max-md:py-4', wide ? 'max-w-280' : 'max-w-160')}
        >
          <div className="flex items-start gap-4">
            <div className="min-w-0 flex-1">
              <h1 className="text-22 font-strong max-md:hidden">{title}</h1>
              {lead ? <p className="mt-1 max-w-140 text-text-2 max-md:mt-0">{lead}</p> : null}
            </div>
            <div className="flex-none max-md:hidden">{button('normal')}</div>
          </div>
          {children}
        </div>
      </div>
    </>
  );
}
