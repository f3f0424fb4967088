'use client';
// The quick actions of a message: a few emoji, a few icons, and the rest in a menu. One tab stop: arrows move inside.

import { Ellipsis, type LucideIcon } from 'lucide-react';
import { Toolbar } from 'radix-ui';
import { useT } from '../../client/react/i18n/provider.tsx';
import { Icon } from './icon.tsx';
import { Menu } from './menu.tsx';
import type { MenuEntry } from './menu-items.ts';

const ITEM =
  'grid size-7 place-items-center rounded-s text-text-2 hover:bg-surface-3-hover hover:text-text-1 data-[state=open]:bg-surface-3-hover';

interface Props {
  readonly emoji: readonly string[];
  readonly onReact: (emoji: string) => void;
  readonly actions: readonly { readonly id: string; readonly icon: LucideIcon; readonly label: string; readonly onSelect: () => void }[];
  readonly more: readonly MenuEntry[];
}

export function MessageToolbar({ emoji, onReact, actions, more }: Props) {
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
      {emoji.length > 0 ? <Toolbar.Separator className="mx-0.5 my-[5px] w-px bg-line" /> : null}
      {actions.map((action) => (
        <Toolbar.Button key={action.id} aria-label={action.label} title={action.label} onClick={action.onSelect} className={ITEM}>
          <Icon of={action.icon} />
        </Toolbar.Button>
      ))}
      {more.length > 0 ? (
        <Menu label={t('message.actions')} entries={more}>
          <Toolbar.Button aria-label={t('common.more')} className={ITEM}>
            <Icon of={Ellipsis} />
          </Toolbar.Button>
        </Menu>
      ) : null}
    </Toolbar.Root>
  );
}
