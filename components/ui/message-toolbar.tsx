'use client';
// The quick actions of a message: a few emoji, a few icons, and the rest in a menu. One tab stop: arrows move inside.

import { Ellipsis, type LucideIcon, SmilePlus } from 'lucide-react';
import { Toolbar } from 'radix-ui';
import type { ReactNode } from 'react';
import { useT } from '../../client/react/i18n/provider.tsx';
import { Icon } from './icon.tsx';
import { Menu } from './menu.tsx';
import type { MenuEntry } from './menu-items.ts';
import { Popover } from './popover.tsx';

const ITEM =
  'grid size-7 place-items-center rounded-s text-text-2 hover:bg-surface-3-hover hover:text-text-1 data-[state=open]:bg-surface-3-hover';

interface Props {
  readonly emoji: readonly string[];
  readonly onReact: (emoji: string) => void;
  readonly actions: readonly { readonly id: string; readonly icon: LucideIcon; readonly label: string; readonly onSelect: () => void }[];
  readonly more: readonly MenuEntry[];
  /** More emoji, in a popover. */
  readonly picker?: { readonly content: ReactNode; readonly open: boolean; readonly onOpenChange: (open: boolean) => void };
  readonly onMore?: (open: boolean) => void;
}

export function MessageToolbar({ emoji, onReact, actions, more, picker, onMore }: Props) {
  const t = useT();
  return (
    <Toolbar.Root aria-label={t('message.actions')} className="flex gap-px rounded-[10px] bg-surface-3 p-[3px] shadow-2">
      {emoji.map((e) => (
        <Toolbar.Button
          key={e}
          aria-label={t('message.reactWith', { emoji: e })}
          onClick={() => onReact(e)}
          className={`${ITEM} text-[16px]`}
        >
          {e}
        </Toolbar.Button>
      ))}
      {picker ? (
        <Popover
          label={t('message.react')}
          open={picker.open}
          onOpenChange={picker.onOpenChange}
          trigger={
            <Toolbar.Button aria-label={t('message.react')} title={t('message.react')} className={ITEM}>
              <Icon of={SmilePlus} />
            </Toolbar.Button>
          }
        >
          {picker.content}
        </Popover>
      ) : null}
      {emoji.length > 0 ? <Toolbar.Separator className="mx-0.5 my-[5px] w-px bg-line" /> : null}
      {actions.map((action) => (
        <Toolbar.Button key={action.id} aria-label={action.label} title={action.label} onClick={action.onSelect} className={ITEM}>
          <Icon of={action.icon} />
        </Toolbar.Button>
      ))}
      {more.length > 0 ? (
        <Menu label={t('message.actions')} entries={more} onOpenChange={onMore}>
          <Toolbar.Button aria-label={t('common.more')} className={ITEM}>
            <Icon of={Ellipsis} />
          </Toolbar.Button>
        </Menu>
      ) : null}
    </Toolbar.Root>
  );
}
