'use client';
// A box to tick, with its words; the whole line is the target.

import { Check } from 'lucide-react';
import { Checkbox as Radix } from 'radix-ui';
import { type ReactNode, useId } from 'react';
import { Icon } from './icon.tsx';

interface Props {
  readonly label: ReactNode;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly disabled?: boolean;
}

export function Checkbox({ label, checked, onChange, disabled }: Props) {
  const id = useId();
  return (
    <div className="flex min-h-(--target) items-center gap-2.5">
      <Radix.Root
        id={id}
        checked={checked}
        disabled={disabled}
        onCheckedChange={(next) => onChange(next === true)}
        className="grid size-[18px] flex-none place-items-center rounded-xs border border-line-strong bg-surface-1 text-on-accent disabled:bg-surface-2 data-[state=checked]:border-accent data-[state=checked]:bg-accent"
      >
        <Radix.Indicator>
          <Icon of={Check} size={12} />
        </Radix.Indicator>
      </Radix.Root>
      <label htmlFor={id} className="flex-1 py-1">
        {label}
      </label>
    </div>
  );
}
