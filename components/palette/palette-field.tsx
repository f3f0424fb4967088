'use client';
// The field of the palette: it has the focus as long as the palette is open, and hears the keys of the list below it.

import { Search, X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { KeyboardEvent } from 'react';
import { useT } from '../../client/react/i18n/provider.tsx';
import { KeyCaps } from '../keys/key-caps.tsx';
import { Icon } from '../ui/icon.tsx';
import { IconButton } from '../ui/icon-button.tsx';

interface Props {
  /** Undefined: there is no list. */
  readonly listId: string | undefined;
  readonly activeId: string | undefined;
  readonly query: string;
  readonly onQuery: (query: string) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

export function PaletteField({ listId, activeId, query, onQuery, onKeyDown }: Props) {
  const t = useT();
  return (
    <div className="flex h-14 flex-none items-center gap-3 border-b border-line px-[18px] max-md:pr-2">
      <Icon of={Search} size={20} className="text-text-2" />
      <input
        data-focus-first
        role="combobox"
        aria-label={t('palette.label')}
        aria-expanded={listId !== undefined}
        aria-controls={listId}
        aria-activedescendant={activeId}
        aria-autocomplete="list"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        enterKeyHint="go"
        placeholder={t('palette.placeholder')}
        value={query}
        onChange={(event) => onQuery(event.target.value)}
        onKeyDown={onKeyDown}
        className="h-full min-w-0 flex-1 bg-transparent text-17 text-ellipsis outline-none placeholder:text-text-3"
      />
      <span className="max-md:hidden">
        <KeyCaps chord="Escape" />
      </span>
      <Radix.Close asChild>
        <IconButton icon={X} label={t('common.close')} bare className="md:hidden" />
      </Radix.Close>
    </div>
  );
}
