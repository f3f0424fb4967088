'use client';
// The search well of a list: 36 high, Escape clears it first, then leaves it.

import { Search, X } from 'lucide-react';
import type { ComponentPropsWithRef } from 'react';
import { useT } from '../../client/react/i18n/provider.tsx';
import { isComposing } from './composing.ts';
import { Icon } from './icon.tsx';
import { Kbd } from './kbd.tsx';

interface Props extends Omit<ComponentPropsWithRef<'input'>, 'value' | 'onChange' | 'className' | 'type'> {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly keys?: string;
}

export function SearchField({ label, value, onChange, keys, onKeyDown, ...rest }: Props) {
  const t = useT();
  return (
    <search className="relative flex h-9 min-w-0 items-center max-md:h-11">
      <Icon of={Search} className="pointer-events-none absolute left-2.5 text-text-3" />
      <input
        {...rest}
        type="search"
        aria-label={label}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && value !== '' && !isComposing(event.nativeEvent)) {
            event.preventDefault();
            onChange('');
          }
          onKeyDown?.(event);
        }}
        className="h-full w-full min-w-0 rounded-m bg-surface-2 pr-10 pl-9 text-14 placeholder:text-text-3 focus-visible:outline-offset-[-1px] max-md:text-[16px] [&::-webkit-search-cancel-button]:hidden"
      />
      <span className="absolute right-2 flex">
        {value ? (
          <button
            type="button"
            aria-label={t('common.clearSearch')}
            onClick={() => onChange('')}
            className="relative grid size-6 place-items-center rounded-s text-text-2 after:absolute after:-inset-1.5 hover:text-text-1"
          >
            <Icon of={X} size={16} />
          </button>
        ) : keys ? (
          <span className="max-md:hidden pointer-coarse:hidden">
            <Kbd>{keys}</Kbd>
          </span>
        ) : null}
      </span>
    </search>
  );
}
