'use client';
// Menus: `Menu` under a button, `ContextMenu` at the pointer. On a phone the first is a sheet with the same entries; the
// second leaves a long press to its caller (useLongPress with ActionSheet), since text selection lives there too.

import { Check } from 'lucide-react';
import { DropdownMenu, ContextMenu as RadixContext } from 'radix-ui';
import { type ReactNode, useRef, useState } from 'react';
import { ActionSheet } from './action-sheet.tsx';
import { Icon } from './icon.tsx';
import { Kbd } from './kbd.tsx';
import { itemClass, keyed, type MenuAction, type MenuEntry, PANEL } from './menu-items.ts';
import { giveWanted } from './return-focus.ts';
import { usePhone } from './use-media.ts';

function Words({ action }: { readonly action: MenuAction }) {
  return (
    <>
      {action.icon ? <Icon of={action.icon} /> : null}
      <span className="min-w-0 flex-1 truncate">{action.label}</span>
      {action.checked ? <Icon of={Check} size={16} /> : null}
      {action.keys ? <Kbd>{action.keys}</Kbd> : null}
    </>
  );
}

/** Where a menu hangs: in the page's main landmark, so that who goes by landmarks finds all there is in one; looked up as it opens. */
function useLandmark(): readonly [HTMLElement | null, (open: boolean) => void] {
  const [place, setPlace] = useState<HTMLElement | null>(null);
  return [place, (open) => (open ? setPlace(document.getElementById('main')) : undefined)];
}

interface MenuProps {
  /** The name of the menu; on a phone it is the sheet's title. */
  readonly label: string;
  readonly entries: readonly MenuEntry[];
  /** One button; it gets the menu's roles. */
  readonly children: ReactNode;
  readonly align?: 'start' | 'center' | 'end';
  readonly onOpenChange?: (open: boolean) => void;
}

export function Menu({ label, entries, children, align = 'end', onOpenChange }: MenuProps) {
  const phone = usePhone();
  const [open, setOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  const [place, look] = useLandmark();
  const change = (next: boolean) => {
    look(next);
    setOpen(next);
    onOpenChange?.(next);
  };
  if (phone) {
    return (
      <ActionSheet label={label} entries={entries} open={open} onOpenChange={change}>
        {children}
      </ActionSheet>
    );
  }
  return (
    <DropdownMenu.Root open={open} onOpenChange={change} modal={false}>
      <DropdownMenu.Trigger ref={trigger} asChild>
        {children}
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal container={place}>
        <DropdownMenu.Content
          aria-label={label}
          onCloseAutoFocus={giveWanted}
          // The button opens and closes by itself: what is still fading would close at once what it has just opened.
          onInteractOutside={(event) => {
            if (event.target instanceof Node && trigger.current?.contains(event.target)) event.preventDefault();
          }}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className={`${PANEL} max-h-(--radix-dropdown-menu-content-available-height)`}
        >
          {keyed(entries).map(({ key, entry }) =>
            entry === 'divider' ? (
              <DropdownMenu.Separator key={key} className="my-1 h-px bg-line" />
            ) : (
              <DropdownMenu.Item key={key} disabled={entry.disabled} onSelect={entry.onSelect} className={itemClass(entry)}>
                <Words action={entry} />
              </DropdownMenu.Item>
            ),
          )}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

interface ContextMenuProps {
  readonly label: string;
  readonly entries: readonly MenuEntry[];
  readonly children: ReactNode;
  readonly disabled?: boolean;
}

export function ContextMenu({ label, entries, children, disabled }: ContextMenuProps) {
  const phone = usePhone();
  const [place, look] = useLandmark();
  return (
    <RadixContext.Root modal={false} onOpenChange={look}>
      <RadixContext.Trigger asChild disabled={disabled || phone}>
        {children}
      </RadixContext.Trigger>
      <RadixContext.Portal container={place}>
        <RadixContext.Content
          aria-label={label}
          onCloseAutoFocus={giveWanted}
          collisionPadding={8}
          className={`${PANEL} max-h-(--radix-context-menu-content-available-height)`}
        >
          {keyed(entries).map(({ key, entry }) =>
            entry === 'divider' ? (
              <RadixContext.Separator key={key} className="my-1 h-px bg-line" />
            ) : (
              <RadixContext.Item key={key} disabled={entry.disabled} onSelect={entry.onSelect} className={itemClass(entry)}>
                <Words action={entry} />
              </RadixContext.Item>
            ),
          )}
        </RadixContext.Content>
      </RadixContext.Portal>
    </RadixContext.Root>
  );
}
